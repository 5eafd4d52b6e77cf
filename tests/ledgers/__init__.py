"""Ledgers as schools keep them, made up; each row with the label of what must be read from it."""
