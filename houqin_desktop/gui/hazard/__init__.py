"""The page 隐患: hazards, their notices, and by what they are graded."""
