"""Lines, bars and bridges as native charts that stay editable."""
