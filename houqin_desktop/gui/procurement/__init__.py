"""The page 采购: requests, purchases, acceptances, the budget, suppliers, the accounts."""
