"""Reviews as PowerPoint decks: native, editable, the same bytes for the same review."""

from steward.deck.customer import customer_deck
from steward.deck.drawing import deck_of
from steward.deck.native import place
from steward.deck.slides import Content
from steward.deck.template import open_template

__all__ = ["Content", "customer_deck", "deck_of", "open_template", "place"]
