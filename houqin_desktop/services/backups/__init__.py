"""Backups of the book, and putting one in its place."""
