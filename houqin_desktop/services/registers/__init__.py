"""What every list has in common: columns, rows, search, filters, totals, export."""
