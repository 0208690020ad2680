"""What the customer needs, how we mean to meet it, and what is still to be said."""
