"""The page 资产台账."""
