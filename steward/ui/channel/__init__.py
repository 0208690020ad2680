"""Partners on a page: the book by partner, what they register, and what they are paid."""
