"""Whether a thing that somebody asks for is like one that the school has already."""
