"""The files only we see."""
