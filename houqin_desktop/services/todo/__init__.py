"""今日待办, one module a source."""
