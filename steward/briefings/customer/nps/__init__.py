"""What the customer answered when asked."""
