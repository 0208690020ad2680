"""How one account uses what it pays for."""
