"""Reviews as PowerPoint decks: native, editable, the same bytes for the same review."""

from steward.deck.customer import customer_deck, customer_measured, customer_slides
from steward.deck.drawing import deck_of
from steward.deck.model import Content
from steward.deck.native import place
from steward.deck.own_slides.tag_uses import TagOutcome, TagUse
from steward.deck.templates.opened import taken_out, theme_of
from steward.deck.templates.report import TemplateReport, template_report
from steward.deck.templates.theme_colours import ThemeColours

__all__ = [
    "Content",
    "TagOutcome",
    "TagUse",
    "TemplateReport",
    "ThemeColours",
    "customer_deck",
    "customer_measured",
    "customer_slides",
    "deck_of",
    "place",
    "taken_out",
    "template_report",
    "theme_of",
]
