"""Opportunities: pipeline, coverage, history, and what waits for the CRM."""
