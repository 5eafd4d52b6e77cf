"""What the school has already that is like what somebody asks for."""
