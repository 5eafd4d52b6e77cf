"""The page 清查: counts, their rooms and lines, differences and papers."""
