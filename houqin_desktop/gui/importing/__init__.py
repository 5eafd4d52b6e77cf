"""导入: the page on which a person looks at a ledger before it comes in, and its batches after."""
