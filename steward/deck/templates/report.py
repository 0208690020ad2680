"""What a template makes of a review, told before the deck is written."""

from dataclasses import dataclass
from pathlib import Path

from steward.briefings.customer.review import CustomerReview
from steward.deck.layouts.placeholders import Needs
from steward.deck.layouts.template_layouts import layout_of
from steward.deck.own_slides.tag_uses import TagOutcome, TagUse
from steward.deck.own_slides.tag_values import tag_values
from steward.deck.templates.opened import Template, prepared

_TO_FIX = frozenset({TagOutcome.NOT_KNOWN, TagOutcome.UNKNOWN, TagOutcome.REMOVED})
_KINDS = (
    ("one chart", Needs()),
    ("two side by side", Needs(blocks=2)),
    ("a table", Needs(table=True, text=False)),
    ("figures above a chart", Needs(figures=True)),
)


@dataclass(frozen=True)
class TemplateReport:
    """What was found in a template. `uses`: every token and tag with what becomes of it; `removed`: what of the
    template's own slides cannot go to a customer; `layouts`: which layout each kind of slide of ours is made from."""

    uses: tuple[TagUse, ...]
    removed: tuple[str, ...]
    layouts: tuple[tuple[str, str], ...]
    own_slides: tuple[int, ...]

    @property
    def to_fix(self) -> tuple[TagUse, ...]:
        """What is not shown as the template asks."""
        return tuple(use for use in self.uses if use.outcome in _TO_FIX)

    def of(self, *outcomes: TagOutcome) -> tuple[TagUse, ...]:
        """The uses that came out so."""
        return tuple(use for use in self.uses if use.outcome in outcomes)


def template_report(path: Path, review: CustomerReview) -> TemplateReport:
    """What becomes of a template's tokens, tags and layouts with this review. Raises TemplateRefused."""
    template = prepared(path)
    _, uses = template.filled(tag_values(review))
    return TemplateReport(uses, template.removed, tuple(_layouts(template)), template.own.numbers)


def _layouts(template: Template) -> list[tuple[str, str]]:
    presentation, stages = template.opened(), template.stages
    chosen = [("title slide", stages.opening), *((name, stages.content(needs)) for name, needs in _KINDS)]
    return [(name, layout_of(presentation, stage).name) for name, stage in chosen]
