"""The customer beside others of their size, none of whom is named."""
