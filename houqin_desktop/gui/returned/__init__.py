"""Signed papers come back: dropped on the window, chosen, or put into a watched folder."""
