"""The first command of a book, and the wizard of the first minutes."""
