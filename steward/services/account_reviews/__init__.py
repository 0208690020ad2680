"""Account reviews: those of the book, what is done to one, and the paper for who tests it."""
