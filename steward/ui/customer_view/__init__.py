"""What the customer may see of their account: as pages of ours, and as a window of theirs."""
