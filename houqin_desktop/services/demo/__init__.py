"""The demo school, the same every time."""
