"""The appendix that says how the figures of a review are made, in plain words, and what they are made from."""

from collections.abc import Iterable, Sequence

from steward.exhibits import Column, Figure, Receipt, Table, day_text, listed
from steward.metrics import meanings

CALLED = {"nps_responses": "survey answers"}
"""Feeds whose names are ours."""


def definitions(figures: Iterable[Figure]) -> Table | None:
    """A row for each kind of figure that is known; None where none is."""
    known = [one for one in figures if one.value is not None]
    rows = []
    for meaning in meanings():
        of_it = [one for one in known if one.receipt.metric in meaning.metrics]
        if of_it:
            rows.append((meaning.name, meaning.says, _source(of_it)))
    if not rows:
        return None
    day = max(one.receipt.as_of for one in known)
    return Table(
        id="review.definitions",
        title=f"How the figures are made, as of {day_text(day)}",
        alt="Table of what the figures mean and what they are made from.",
        receipt=Receipt("executive summary", day, "success_plan.toml, goals", (), ()),
        columns=(Column("Figure"), Column("What it means", wide=True), Column("Made from")),
        rows=tuple(rows),
    )


def _source(figures: Sequence[Figure]) -> str:
    """The records it is made from; what both sides wrote down is the joint plan."""
    feeds = dict.fromkeys(CALLED.get(feed, feed.replace("_", " ")) for one in figures for feed in one.receipt.feeds)
    return listed(list(feeds)).capitalize() if feeds else "Our joint plan"
