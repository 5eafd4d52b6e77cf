"""Recognising a ledger (台账): from the sheets of a workbook to rows that can be registered."""
