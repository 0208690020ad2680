"""Orders from the signature to a right first invoice: of the book, and line by line of an account."""
