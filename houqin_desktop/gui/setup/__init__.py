"""建账向导: the first minutes with a school's own book."""
