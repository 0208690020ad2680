"""Reading, editing, merging, keeping: one way for every file people write."""
