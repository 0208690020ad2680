"""From files to typed tables: readers, dialects, validation, the report."""
