"""Quarters, money and identifiers: values only, importing nothing of Steward but its errors."""
