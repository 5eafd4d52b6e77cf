"""总结报表 as of any day."""
