"""The page 报废处置."""
