"""Teams: who reports to whom, what accounts add up to at each level, and what leadership decided."""
