"""The page 排查."""
