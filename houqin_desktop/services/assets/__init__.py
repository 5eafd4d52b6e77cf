"""Cards: registering, correcting, splitting, describing them, and what is asked of them."""
