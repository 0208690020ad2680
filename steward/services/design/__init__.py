"""Discovery and design of an account: its files, what they come to, its steps, and the files it hands out."""
