"""The page 保管室与人员."""
