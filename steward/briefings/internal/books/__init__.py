"""Books: how level they are, which plan would make them so, what each move costs, and where each stands."""
