"""The page 保管室: the rooms and their places, and the page of each."""
