"""The page 校园场所."""
