"""Account plans on a page: forms, saving, history."""
