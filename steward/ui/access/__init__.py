"""Who may see what, and who did what, on pages of their own."""
