"""The page 人员与岗位."""
