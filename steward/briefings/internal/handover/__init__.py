"""Accounts that change hands, for our own eyes."""
