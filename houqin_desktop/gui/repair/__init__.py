"""The page 报修: what was reported broken, with whom it is, what it cost."""
