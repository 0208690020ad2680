"""What is said of forecast calls, for our own eyes."""
