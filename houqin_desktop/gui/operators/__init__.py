"""Who sits down at the window: log-in, lock, passwords, operators."""
