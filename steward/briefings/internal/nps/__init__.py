"""NPS of the book: how sure, who is not heard, what they say, who follows up."""
