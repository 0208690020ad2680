"""Availability, incidents and tickets of one account."""
