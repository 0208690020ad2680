"""Books of a fiscal year: balanced, agreed by managers, approved, and in effect on a day."""
