"""What is checked before a review, and said among us after it."""
