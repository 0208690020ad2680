"""Loading the data anew, and how far that is."""
