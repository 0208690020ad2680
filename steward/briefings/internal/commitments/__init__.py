"""Commitments of the book, and how reviews were rated."""
