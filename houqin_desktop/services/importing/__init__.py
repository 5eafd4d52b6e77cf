"""Any ledger: looking at it, planning, writing, comparing, taking back."""
