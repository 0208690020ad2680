"""Account reviews on pages."""
