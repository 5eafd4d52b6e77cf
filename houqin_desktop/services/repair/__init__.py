"""Repairs: reported, given to somebody, done, accepted; what they cost."""
