"""Calls, mails and meetings: which two may be one, and how long somebody has waited for the next."""
