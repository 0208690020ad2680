"""A proposal as slides: the ask, the need, prices by site, the steps, dates and terms, and what is decided."""

from collections.abc import Iterator

from steward.briefings.customer.proposal.proposal import Proposal
from steward.briefings.customer.review import Slide
from steward.exhibits import day_text


def proposal_slides(found: Proposal) -> tuple[Slide, ...]:
    """The slides for the customer."""
    return tuple(_slides(found))


def _slides(found: Proposal) -> Iterator[Slide]:
    until = f"Valid until {day_text(found.valid_until)}" if found.valid_until else ""
    yield Slide(
        id="title", title=found.title, subtitle=f"Proposal for {found.account_name}", opening=True,
        points=tuple(filter(None, (found.issued.company, until, found.issued.stamp))),
    )  # fmt: skip
    if found.need:
        points = tuple(filter(None, (line.strip("-* ") for line in found.need.splitlines())))
        yield Slide(id="proposal.need", title="What you want to reach", subtitle="Need", points=points)
    yield Slide(
        id="proposal.price", title=found.headline, subtitle="Price", figures=found.figures,
        exhibits=(found.prices,) if found.prices else (),
    )  # fmt: skip
    if found.ramp:
        yield Slide(id="proposal.steps", title=found.ramp.title, subtitle="Price by month", exhibits=(found.ramp,))
    by = f" by {day_text(found.valid_until)}" if found.valid_until else ""
    ask = f"We ask you to accept version {found.issued.stamp}{by}."
    yield Slide(
        id="proposal.terms", title=found.dates.title, subtitle="Dates and terms", exhibits=(found.dates,), so_what=ask
    )  # fmt: skip
