"""Papers that are signed by hand: vouchers on their way, their scans, their return."""
