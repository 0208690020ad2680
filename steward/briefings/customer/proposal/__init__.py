"""What is offered to a customer: a quote as its offer says it, and nothing of what it costs us."""
