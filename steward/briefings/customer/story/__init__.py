"""What a review is about: the news of the quarter in their weight, and the executive summary made of them."""
