"""Requests and disputes: what may be said of one, what it went through, and what is left of a claim."""
