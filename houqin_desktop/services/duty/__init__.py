"""值班: the school's calendar, who is away, tables of duties, their changes and attendance."""
