"""What the flow and the registers call tables, columns and choices, in Chinese."""
