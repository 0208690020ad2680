"""Who may see what, and who did what: for those who look after it."""
