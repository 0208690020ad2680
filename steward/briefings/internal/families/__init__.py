"""Families of accounts: a group and its divisions, taken together."""
