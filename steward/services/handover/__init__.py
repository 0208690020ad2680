"""Accounts that change hands: their passports, who signs them, and what the new owner does first."""
