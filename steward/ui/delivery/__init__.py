"""The orders of an account as the customer reads them: what can be taken along."""
