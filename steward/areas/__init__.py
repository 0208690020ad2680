"""The areas that keep and grow the book: the warehouse and what people wrote, brought together for a briefing each."""
