"""Which quarter and which accounts an internal briefing is of."""
