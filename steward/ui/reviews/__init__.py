"""The page on which a review is prepared: its meeting, its slides, what it lacks, its figures frozen, its template."""
