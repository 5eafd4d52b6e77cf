"""The gate: who comes in, who goes out, and what is kept of people from outside."""
