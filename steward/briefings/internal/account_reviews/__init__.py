"""Account reviews: whose turn it is, what a plan's weak spots may be, and what a review says of them."""
