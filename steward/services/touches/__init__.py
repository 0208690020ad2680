"""Calls, mails and meetings that people log here, whom to contact next, and what of it goes to the CRM."""
