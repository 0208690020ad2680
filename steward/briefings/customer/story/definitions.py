"""The appendix that says how the figures of a review are made, in plain words, and what they are made from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from steward.exhibits import Column, Figure, Receipt, Table, day_text, listed


@dataclass(frozen=True)
class Meaning:
    """What figures of some metrics mean to who reads them, by the names that receipts use."""

    metrics: tuple[str, ...]
    name: str
    says: str


MEANINGS: Sequence[Meaning] = (
    Meaning(("goals reached", "kept rate"), "Goals and commitments",
            "At the target by the last measurement; kept in full, of those due"),
    Meaning(("value in their money",), "Value in your money",
            "Change since we began × what you said a unit is worth a year"),
    Meaning(("availability",), "Availability", "Minutes not lost, of all minutes of all your lines"),
    Meaning(("SLA budget used",), "SLA budget used",
            "Minutes lost, of those the agreed level allows; the product that used most"),
    Meaning(("incidents", "MTTR"), "Incidents, time to repair",
            "Outages that began in the quarter; minutes to their end, on average"),
    Meaning(("tickets", "time to close", "ticket rating"), "Tickets",
            "Opened in the quarter; hours to close on average; rated 1 to 5 by you"),
    Meaning(("utilisation", "right-sizing"), "Used of committed",
            "Over the days that have a commitment; sized to 80 % of the fullest month"),
    Meaning(("NPS", "NPS coverage"), "NPS", "Share of 9 and 10 less share of 0 to 6; from five answers on"),
    Meaning(("renewal runway",), "Contracts", "Those that run, with end, last day for notice and what they come to"),
    Meaning(("spend of a quarter", "monthly spend"), "Spend", "What your services cost, credits taken off"),
)  # fmt: skip


CALLED = {"nps_responses": "survey answers"}
"""Feeds whose names are ours."""


def definitions(figures: Iterable[Figure]) -> Table | None:
    """A row for each kind of figure that is known; None where none is."""
    known = [one for one in figures if one.value is not None]
    rows = []
    for meaning in MEANINGS:
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
