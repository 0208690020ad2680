"""The review of an account and quarter, from its first meeting to what came of it."""
