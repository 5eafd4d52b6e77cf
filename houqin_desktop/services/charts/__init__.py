"""Charts of the safety log: what each bar says, counted from the same rows as the lists."""
