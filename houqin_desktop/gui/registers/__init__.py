"""The one register table that every ledger page shows."""
