"""The health of accounts by rules of the company, its history and whether its warnings help."""
