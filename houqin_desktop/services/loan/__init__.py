"""领用 and 借用: given out, lent, taken back, paid for, taken out of the gate, reserved."""
