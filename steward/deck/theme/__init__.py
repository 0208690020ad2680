"""A template's colours and fonts, and what is made of them where a theme has too few."""
