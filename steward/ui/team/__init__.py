"""The pages of a team: its roll-ups, its risks, and the review of leadership."""
