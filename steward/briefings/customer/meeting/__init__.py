"""The meeting itself: invitation, talking points, minutes, follow-ups."""
