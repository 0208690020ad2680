"""Requests and disputes."""
