"""The rules of the storeroom, as pure functions and values.

Nothing here knows a database, a window or a sheet of paper: only the standard library
is imported, and every date, amount and threshold comes in as an argument.
"""
