"""Renewals: dates, forecast, signals, risks, plays."""
