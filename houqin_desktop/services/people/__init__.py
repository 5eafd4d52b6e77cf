"""People and posts, departments, storerooms; who may sit down and what he may do."""
