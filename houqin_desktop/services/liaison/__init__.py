"""周边环境: the log of police, traffic posts and neighbours."""
