"""迎检包: what an inspector is shown of some months, gathered from every feature in one order."""
