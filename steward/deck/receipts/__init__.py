"""What was drawn where, kept in the file, so that whoever opens it later can tell what has changed."""
