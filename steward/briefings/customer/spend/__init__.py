"""What one account pays."""
