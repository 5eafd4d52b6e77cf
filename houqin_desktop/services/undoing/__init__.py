"""撤销: what is the opposite of a command, or why there is none."""
