"""排查: check items and points, rounds and what they find, the yearly plan."""
