"""Slips: the vouchers that move things, from opening to signature, taking back and reversal."""
