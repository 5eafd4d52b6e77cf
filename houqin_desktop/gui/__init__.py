"""The window of the program: what the storekeeper sees and presses.

Screens read the book through services and change it only by commands.
"""
