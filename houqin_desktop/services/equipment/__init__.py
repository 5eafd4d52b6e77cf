"""配备标准: what everybody should have, and what the cards say that they have."""
