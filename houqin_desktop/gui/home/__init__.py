"""首页: what waits for a hand today, before any figure."""
