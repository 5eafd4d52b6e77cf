"""What is in a storeroom: its places, its page, its labels; and when it may be closed."""
