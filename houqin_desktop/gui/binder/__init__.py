"""迎检包 in the window: for which days, into which file, with a bar and a cancel."""
