"""Teams, regions and the company: what accounts add up to, what is at risk, what leadership decided."""
