"""Help: of the screen one is on, and every key of the program."""
