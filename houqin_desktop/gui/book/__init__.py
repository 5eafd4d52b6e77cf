"""Windows about the book itself: settings, journal, check, import and export."""
