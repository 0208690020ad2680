"""The book of business: every account of a quarter, one account, one account for leadership."""
