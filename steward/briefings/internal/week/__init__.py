"""What each of us does next."""
