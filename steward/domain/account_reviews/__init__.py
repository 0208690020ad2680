"""Account reviews: an account's plan tested by colleagues; when one is due, and what is to be done before it closes."""
