"""Stock: the catalogue, what comes in, and what lies where."""
