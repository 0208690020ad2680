"""One slide of a deck: its title, what stands below it, and its foot."""
