"""Whom to contact next and why, and what people logged on its way to the CRM."""
