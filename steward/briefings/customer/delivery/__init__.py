"""What is on order, by when, and what it waits for, as the customer may read it."""
