"""The counter: giving out, lending, taking back, by keyboard alone."""
