"""Workbooks and what is only called one: read apart from the program, and written."""
