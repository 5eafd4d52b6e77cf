"""名单: who is on which list of the school, from when to when."""
