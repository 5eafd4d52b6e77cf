"""安全教育和演练: recorded, corrected, and held against what the year asks for."""
