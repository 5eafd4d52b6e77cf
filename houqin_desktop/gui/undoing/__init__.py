"""Taking back: Ctrl+Z, and the list of what was done last."""
