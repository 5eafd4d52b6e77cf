"""The page 预案和制度."""
