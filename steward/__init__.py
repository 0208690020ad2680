"""Steward: the quarterly business review and account planning dashboard for strategic accounts."""

__version__ = "0.1.0"
