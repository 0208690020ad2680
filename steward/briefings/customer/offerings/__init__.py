"""What of ours serves which of their goals."""
