"""The ratios of what accounts have of everything we offer, each in its one place (see docs/metrics.md)."""


def penetration(owned: int, applicable: int) -> float | None:
    """Percent of the products that make sense which are ours; None where none does. 3 of 4 → 75.0."""
    return owned / applicable * 100 if applicable else None


def share_of_wallet(own: float, others: float) -> float | None:
    """Percent of what is known of their spending that comes to us; None where nothing is. 30 and 90 → 25.0."""
    return own / (own + others) * 100 if own + others else None
