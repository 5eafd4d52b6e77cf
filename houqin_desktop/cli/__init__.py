"""The same book without a screen: every verb of the window, in text."""
