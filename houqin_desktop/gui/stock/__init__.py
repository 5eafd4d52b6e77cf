"""The page 物品: the catalogue, what lies where, and every slip."""
