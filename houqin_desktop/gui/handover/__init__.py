"""The form of a hand-over."""
