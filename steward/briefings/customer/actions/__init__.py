"""What is open between us and the customer."""
