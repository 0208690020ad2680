"""What customers know of all we offer."""
