"""What is agreed with the customer: goals, commitments, next steps, who is who."""
