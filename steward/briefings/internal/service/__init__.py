"""Service over the book: limits, chronic sites, tickets, credits."""
