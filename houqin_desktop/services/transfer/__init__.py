"""Transfers: things go to another room, department or person once 总务处 has adjusted them."""
