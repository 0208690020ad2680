"""All that one review is made from, read once."""
