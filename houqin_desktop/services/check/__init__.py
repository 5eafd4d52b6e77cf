"""检查数据: every invariant of the book, and the rules of each feature as queries."""
