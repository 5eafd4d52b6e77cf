"""Procurement, from a department's request to what is handed out against a signature."""
