"""Reviews as PowerPoint decks: native, editable, the same bytes for the same review."""

from steward.deck.customer import customer_deck
from steward.deck.native import place
from steward.deck.template import open_template

__all__ = ["customer_deck", "open_template", "place"]
