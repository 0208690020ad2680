"""What was loaded, rejected and found odd."""
