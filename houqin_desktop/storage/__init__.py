"""Rows: the only place that knows SQLite. Rules live in `domain`, verbs in `services`."""
