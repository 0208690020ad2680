"""Requests and disputes of the book, for our own eyes."""
