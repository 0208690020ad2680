"""What was loaded, and where it stands."""
