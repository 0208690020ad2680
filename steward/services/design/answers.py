"""How answers to questions are read and written, for who asks them."""

from steward.plans.customer.questions import is_day, is_number, number_text

__all__ = ["is_day", "is_number", "number_text"]
