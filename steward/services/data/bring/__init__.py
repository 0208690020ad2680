"""Files that people bring: what they are, what a load would make of them, saved, loaded and taken back."""
