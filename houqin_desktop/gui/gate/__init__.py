"""The page 门岗: visitors, outings, the guards' log, incidents."""
