"""The pages of everything that somebody owes."""
