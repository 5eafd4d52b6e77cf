"""校园场所: the places that the safety log is about."""
