"""The page 开学与配备: terms to prepare, kits, lists of the school, what everybody should have."""
