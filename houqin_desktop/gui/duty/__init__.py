"""The page 值班: tables of duties, who stands where, who is away, the calendar."""
