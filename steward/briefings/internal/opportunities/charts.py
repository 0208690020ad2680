"""Open pipeline in charts: by whatever it is split by, and by the month it should close in."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter

from steward.briefings.internal.opportunities.past import as_it_stood
from steward.briefings.internal.scope.book import Book
from steward.domain.labels import people_told_apart
from steward.exhibits import PERCENT, Bars, Series, StackedBars, month_text
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal.opportunities import Opportunity

MONTHS_SHOWN = 12
MOST_GROUPS = 12
DIRECT, NOT_STATED = "direct", "not stated"


class By(StrEnum):
    """What the open pipeline can be split by."""

    STAGE = "stage"
    KIND = "kind"
    PRODUCT = "product"
    OWNER = "owner"
    CHANNEL = "partner or direct"
    REGION = "region"


def _belongs(book: Book, opportunities: Sequence[Opportunity], by: By) -> Callable[[Opportunity], str | None]:
    """Where an opportunity belongs. Without any partner in the data nobody knows what is direct."""
    match by:
        case By.OWNER:
            owners = people_told_apart(((one.owner_id, one.owner) for one in opportunities), NOT_STATED)
            return lambda one: owners[one.owner_id]
        case By.CHANNEL:
            known = book.has("partners") or any(one.partner_id for one in opportunities)
            direct = DIRECT if known else NOT_STATED
            return lambda one: one.partner or direct
        case By.STAGE | By.KIND | By.PRODUCT | By.REGION:
            return attrgetter(by.value)


def split(book: Book, opportunities: Sequence[Opportunity], by: By) -> Bars | None:
    """Raw and weighted; stages in the order of a sale, all else the largest first."""
    if not opportunities:
        return None
    belongs = _belongs(book, opportunities, by)
    groups: dict[str, list[Opportunity]] = defaultdict(list)
    for opportunity in opportunities:
        groups[belongs(opportunity) or NOT_STATED].append(opportunity)
    sums = {name: raw(held) for name, held in groups.items()}
    order: Callable[[str], float] = (
        (lambda name: _likely(groups[name])) if by is By.STAGE else (lambda name: -float(sums[name]))
    )
    ranked = sorted(groups, key=lambda name: (order(name), name))
    shown = _with_others(ranked, groups)
    top = max(ranked, key=lambda name: sums[name])
    share = PERCENT.text(round(float(sums[top] / (sum(sums.values()) or 1) * 100))).replace(".0", "")
    who = leaders(((name, sums[name]) for name in ranked), sums[top], "group")
    return Bars(
        id=f"pipeline.by_{by.name.lower()}",
        title=f"{who.do('holds', 'hold')} {share} of the open pipeline{'' if who.alone else ' each'}",
        alt=f"Bars of open pipeline by {by}: "
        + "; ".join(f"{name} {book.money.text(raw(shown[name]))}" for name in shown)
        + ".",
        receipt=book.quarterly("weighted pipeline", "internal.open_pipeline", "opportunities"),
        note=as_it_stood(book),
        categories=tuple(capital(name) for name in shown),
        series=(
            Series("Raw", tuple(raw(one) for one in shown.values())),
            Series("Weighted", tuple(weighted(one) for one in shown.values())),
        ),
        unit=book.money,
        horizontal=True,
    )


def _with_others(ranked: Sequence[str], groups: dict[str, list[Opportunity]]) -> dict[str, list[Opportunity]]:
    """As many as can be read; the smallest together, so that the bars add up."""
    if len(ranked) <= MOST_GROUPS:
        return {name: groups[name] for name in ranked}
    kept, rest = ranked[: MOST_GROUPS - 1], ranked[MOST_GROUPS - 1 :]
    return {name: groups[name] for name in kept} | {
        f"{len(rest)} others": [one for name in rest for one in groups[name]]
    }


def by_month(book: Book, opportunities: Sequence[Opportunity], day: date) -> StackedBars | None:
    """By the month it should close in, and kind; `day`: the last one known of."""
    dated = [
        (opportunity, opportunity.close_on.replace(day=1)) for opportunity in opportunities if opportunity.close_on
    ]
    if not dated:
        return None
    every = sorted({month for _, month in dated})
    months = every[:MONTHS_SHOWN]
    kinds = sorted({opportunity.kind for opportunity, _ in dated})
    overdue = sum(opportunity.close_on is not None and opportunity.close_on < day for opportunity, _ in dated)
    sums: dict[tuple[str, object], Decimal] = defaultdict(Decimal)
    for opportunity, month in dated:
        sums[opportunity.kind, month] += opportunity.amount
    whole = {month: sum((sums[kind, month] for kind in kinds), Decimal()) for month in every}
    best = leaders(((month_text(month), whole[month]) for month in every), max(whole.values()), "month")
    past = f"; {counted(overdue, 'close date')} already past" if overdue else ""
    undated, later = len(opportunities) - len(dated), sum(month > months[-1] for _, month in dated)
    left_out = ((undated, "without a close date"), (later, f"to close after {month_text(months[-1])}"))
    return StackedBars(
        id="pipeline.by_month",
        title=f"The most should close in {best if best.alone else f'each of {best}'}{past}",
        alt="Stacked bars of open pipeline by month of closing and kind.",
        receipt=book.quarterly("open pipeline", "internal.open_pipeline", "opportunities"),
        note=" ".join(
            f"{counted(count, 'opportunity', 'opportunities')} {which} left out." for count, which in left_out if count
        ),
        categories=tuple(month_text(month) for month in months),
        series=tuple(Series(capital(kind), tuple(sums[kind, month] for month in months)) for kind in kinds),
        unit=book.money,
    )


def raw(opportunities: Sequence[Opportunity]) -> Decimal:
    """Their amounts together."""
    return sum((opportunity.amount for opportunity in opportunities), Decimal())


def weighted(opportunities: Sequence[Opportunity]) -> float | None:
    """None where something is open and nothing of it can be weighted."""
    known = [opportunity.weighted for opportunity in opportunities if opportunity.weighted is not None]
    return sum(known) if known or not opportunities else None


def late_stage(opportunities: Sequence[Opportunity]) -> Decimal:
    """Of those that are at least as likely as not."""
    return raw([one for one in opportunities if one.late_stage])


def _likely(opportunities: Sequence[Opportunity]) -> float:
    """How likely they are to be won, together: stages stand in the order of a sale."""
    known = [opportunity.share for opportunity in opportunities if opportunity.share is not None]
    return sum(known) / len(known) if known else 0.0
