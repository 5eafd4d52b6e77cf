"""Hand-over (交接清册): what somebody has, on one list, to somebody else."""
