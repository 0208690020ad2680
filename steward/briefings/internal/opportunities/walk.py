"""Why the open pipeline is another than a quarter before: by cause, by opportunity, and in a paragraph."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from steward.briefings.internal.opportunities.charts import raw
from steward.briefings.internal.opportunities.past import as_it_stood
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.walk import MOST_SAID, Walk, adding_up, in_words, named
from steward.exhibits import Bridge, Column, Figure, Receipt, Step, Table, Unit
from steward.exhibits.wording import capital, counted, grew
from steward.warehouse.rows.internal.opportunities import Opportunity

OPEN = "pipeline.open"


class Cause(StrEnum):
    """Why an opportunity brings another amount to what is open."""

    NEW = "new"
    BACK = "open again"
    GREW = "amount raised"
    SHRANK = "amount lowered"
    WON = "won"
    LOST = "lost"
    GONE = "no longer open"


@dataclass(frozen=True)
class Moved:
    """One opportunity whose open amount is another; None where it was not open, or is not."""

    opportunity: Opportunity
    cause: Cause
    then: Decimal | None
    now: Decimal | None

    @property
    def step(self) -> Decimal:
        """What it did to the open pipeline, a month."""
        return (self.now or Decimal()) - (self.then or Decimal())


def pipeline_walk(
    book: Book,
    then: Sequence[Opportunity] | None,
    now: Sequence[Opportunity],
    ends: Mapping[str, str],
    figures: Sequence[Figure],
) -> Walk:
    """From what was open a quarter before to what is open. `then` None: the data does not reach back to it; `ends`: how
    opportunities ended, by id."""
    figure = next(one for one in figures if one.id == OPEN)
    if figure.value is None or then is None or book.before is None:
        why = figure.why or f"the data begins with {book.quarter.spoken}."
        return Walk(figure=OPEN, label="Open pipeline", said=f"Why the open pipeline changed cannot be told: {why}")
    found = moved(then, now, ends, book.before.as_of)
    levels = raw(then), raw(now)
    return Walk(
        figure=OPEN,
        label="Open pipeline",
        said=_paragraph(book, found, levels),
        bridge=_bridge(book, found, levels),
        rows=_table(book, found) if found else None,
    )


def moved(then: Sequence[Opportunity], now: Sequence[Opportunity], ends: Mapping[str, str], day: date) -> list[Moved]:
    """Every opportunity whose open amount is another than on `day`, the largest change first."""
    before, after = (
        {opportunity.opportunity_id: opportunity for opportunity in opportunities} for opportunities in (then, now)
    )
    found = []
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old is None and new is not None:
            opened = new.opened_on is not None and new.opened_on <= day
            found.append(Moved(new, Cause.BACK if opened else Cause.NEW, None, new.amount))
        elif old is not None and new is None:
            found.append(Moved(old, _ENDS.get(ends.get(key, ""), Cause.GONE), old.amount, None))
        elif old is not None and new is not None and old.amount != new.amount:
            cause = Cause.GREW if new.amount > old.amount else Cause.SHRANK
            found.append(Moved(new, cause, old.amount, new.amount))
    return sorted(found, key=lambda one: (-abs(one.step), one.opportunity.name, one.opportunity.opportunity_id))


_ENDS = {"won": Cause.WON, "lost": Cause.LOST}


def _by_cause(found: Sequence[Moved]) -> dict[Cause, list[Moved]]:
    return {cause: those for cause in Cause if (those := [one for one in found if one.cause is cause])}


def _sum(found: Sequence[Moved]) -> Decimal:
    return sum((one.step for one in found), Decimal())


def _receipt(book: Book) -> Receipt:
    return book.receipt("pipeline walk", "internal.open_pipeline", "opportunities")


def _bridge(book: Book, found: Sequence[Moved], levels: tuple[Decimal, Decimal]) -> Bridge:
    then, now = levels
    drawn = [Step(capital(cause), _sum(those)) for cause, those in _by_cause(found).items() if _sum(those)]
    before = book.quarter.previous.spoken
    return Bridge(
        id="pipeline.walk",
        title=f"Open pipeline {grew(book.money, then, now)} since {before}",
        alt=in_words("the open pipeline", book.money.text(then), book.money.text(now), drawn, book.money.change),
        receipt=_receipt(book),
        note=as_it_stood(book.before) if book.before else "",
        steps=(Step(before, then, total=True), *drawn, Step(book.quarter.spoken, now, total=True)),
        unit=book.money,
    )


def _table(book: Book, found: Sequence[Moved]) -> Table:
    """Every opportunity that moved, the largest change first; the key is the opportunity."""
    signed = Unit("money", prefix=book.money.prefix, signed=True)
    causes = ", ".join(f"{len(those)} {cause}" for cause, those in _by_cause(found).items())
    return Table(
        id="pipeline.walk_opportunities",
        title=f"{capital(counted(len(found), 'opportunity', 'opportunities'))} moved the open pipeline",
        alt=f"Table of {counted(len(found), 'opportunity', 'opportunities')} with open amount before and now.",
        receipt=_receipt(book),
        note=f"{capital(causes)}. Renewals included. Together the changes are the difference of the open pipeline.",
        keys=tuple(one.opportunity.opportunity_id for one in found),
        columns=(
            Column("Opportunity", wide=True), Column("Account"), Column("Owner"), Column("Cause"),
            Column("Before", book.money), Column("Now", book.money), Column("Change", signed),
        ),
        rows=tuple(
            (
                one.opportunity.name, one.opportunity.account, one.opportunity.owner, capital(one.cause), one.then,
                one.now, one.step,
            )
            for one in found
        ),
    )  # fmt: skip


def _paragraph(book: Book, found: Sequence[Moved], levels: tuple[Decimal, Decimal]) -> str:
    """The whole, each cause with its part, and the largest of each by name; in whole units, so that it adds up."""
    then, now = (round(level) for level in levels)
    signed = Unit("money", prefix=book.money.prefix, signed=True)
    went = "stayed at" if then == now else f"{'grew' if now > then else 'fell'} from {book.money.text(then)} to"
    said = (
        f"The open pipeline {went} {book.money.text(now)} a month between {book.quarter.previous.spoken} and "
        f"{book.quarter.spoken} ({signed.text(now - then)})."
    )
    groups = _by_cause(found)
    parts = adding_up([Fraction(_sum(those)) for those in groups.values()], Decimal(now - then), decimals=0)
    causes = (
        f"{capital(cause)} {signed.text(part)}: {counted(len(those), 'opportunity', 'opportunities')} ("
        f"{named((_named(book, one) for one in those[:MOST_SAID]), len(those))})."
        for (cause, those), part in zip(groups.items(), parts, strict=True)
    )
    return " ".join((said, *causes))


def _named(book: Book, one: Moved) -> str:
    where = f" at {one.opportunity.account}" if one.opportunity.account else ""
    return f"{one.opportunity.name}{where} {book.money.change(one.step)}"
