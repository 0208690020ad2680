"""Who may see what, what left, and how a person is taken out."""
