"""What only we see. May hold customer briefings, never the reverse."""
