"""部门转移: the dialog in which a slip of transfer is filled in."""
