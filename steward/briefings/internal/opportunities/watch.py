"""Open deals that do not move: stalled in their stage, put off, or past their date."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.domain.selling import AGES, ENOUGH, age_band, limit_of_days
from steward.domain.shares import Share
from steward.exhibits import COUNT, DAYS, Bars, Column, Receipt, Series, Table, day_text
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.opportunities import Opportunity, StageStep

RENEWAL = "renewal"
"""It waits for its contract's end; the page of renewals says whether it is late."""
PAST = "past its date"


@dataclass(frozen=True)
class Watched:
    """One open deal on a day. Days are None where it is not recorded when they began."""

    deal: Opportunity
    days_open: int | None
    days_in_stage: int | None
    stalled: str
    """Why, in words; empty where it is not."""
    slipped: str

    @property
    def why(self) -> str:
        """All that is wrong."""
        return capital("; ".join(filter(None, (self.stalled, self.slipped))))


def watched(deals: Sequence[Opportunity], steps: Sequence[StageStep], day: date) -> tuple[Watched, ...]:
    """Each deal, in the order given."""
    known = {step.stage: step for step in steps}
    return tuple(_watched(deal, known.get(deal.stage), day) for deal in deals)


def _watched(deal: Opportunity, step: StageStep | None, day: date) -> Watched:
    in_stage = (day - deal.stage_since).days if deal.stage_since else None
    return Watched(
        deal=deal,
        days_open=(day - deal.opened_on).days if deal.opened_on else None,
        days_in_stage=in_stage,
        stalled=_stalled(deal, step, in_stage),
        slipped="; ".join(_slips(deal, day)),
    )


def _stalled(deal: Opportunity, step: StageStep | None, days: int | None) -> str:
    median, timed = (step.days, step.timed) if step else (None, 0)
    if days is None or deal.kind == RENEWAL or days <= limit_of_days(median, timed):
        return ""
    usual = f" (usual: {median:.0f})" if median is not None and timed >= ENOUGH else ""
    return f"{days} days in {deal.stage}{usual}"


def _slips(deal: Opportunity, day: date) -> Iterator[str]:
    if deal.put_off:
        times = {1: "once", 2: "twice"}.get(deal.put_off, f"{deal.put_off} times")
        yield f"close date moved {times}" + (
            f" (first date {day_text(deal.first_close_on)})" if deal.first_close_on else ""
        )
    if deal.close_on and deal.close_on < day:
        yield f"{counted((day - deal.close_on).days, 'day')} {PAST}"


def watch_table(book: Book, found: Sequence[Watched]) -> Table | None:
    """Those that stall or slip, the largest first; the key is the opportunity."""
    stuck = sorted((one for one in found if one.why), key=lambda one: -one.deal.amount)
    if not stuck:
        return None
    stalled, money = [one for one in stuck if one.stalled], sum(one.deal.amount for one in stuck)
    return Table(
        id="pipeline.watch",
        title=f"{_stuck(len(stuck))}, {book.money.compact(money)} a month; {len(stalled) or 'none'} of them stalled",
        alt="Table of deals that stall or slip, with the reason.",
        receipt=_receipt(book),
        note="Stalled: more than twice as long in a stage as deals that went on took.",
        keys=tuple(one.deal.opportunity_id for one in stuck),
        columns=(
            Column("Opportunity", wide=True), Column("Account"), Column("What is wrong", wide=True),
            Column("A month", book.money), Column("Stage"), Column("In it", DAYS),
            Column("Last contact"), Column("Owner"),
        ),
        rows=tuple(
            (
                one.deal.name, one.deal.account, one.why, one.deal.amount, one.deal.stage, one.days_in_stage,
                one.deal.last_contact, one.deal.owner,
            )
            for one in stuck
        ),
    )  # fmt: skip


def _stuck(count: int) -> str:
    return f"{capital(counted(count, 'deal'))} {'stalls or slips' if count == 1 else 'stall or slip'}"


def ageing(book: Book, found: Sequence[Watched]) -> Bars | None:
    """What is open by how long it has been."""
    known = [(age_band(one.days_open), one.deal.amount) for one in found if one.days_open is not None]
    if not known:
        return None
    sums = {words: sum(amount for band, amount in known if band == words) for words, _ in AGES}
    old = AGES[-1][0]
    count = sum(band == old for band, _ in known)
    return Bars(
        id="pipeline.ageing",
        title=f"{capital(counted(count, 'deal'))} open for {old} days"
        + (f", {book.money.compact(sums[old])} a month" if count else ""),
        alt="Bars of open pipeline by how long it has been open.",
        receipt=_receipt(book),
        categories=tuple(capital(words) for words, _ in AGES),
        series=(Series("A month", tuple(sums.values())),),
        unit=book.money,
    )


def stage_table(book: Book, steps: Sequence[StageStep]) -> Table | None:
    """How many of those that stood in a stage went on."""
    ended = [(share, step) for step in steps if (share := _went_on(step).value) is not None]
    if not ended:
        return None
    went_on, weakest = min(ended, key=lambda one: one[0])
    lost = 100 - went_on
    said = f"{capital(weakest.stage)} is where most are lost: {lost:.0f} of 100"
    return Table(
        id="pipeline.stages",
        title=said if lost else "No deal was lost in any stage yet",
        alt="Table of stages with how many deals went on, were lost, or are still there.",
        receipt=book.receipt("stage conversion", "internal.stage_conversion", "opportunities"),
        note="Of all opportunities whose stages are recorded. Days: the median of those that went on.",
        columns=(
            Column("Stage"), Column("Stood in it", COUNT), Column("Went on", COUNT), Column("Lost", COUNT),
            Column("Still there", COUNT), Column("Went on, of those that left"), Column("Days in it", DAYS),
        ),
        rows=tuple(
            (step.stage, step.entered, step.went_on, step.lost, step.still, _went_on(step).said, step.days)
            for step in steps
        ),
    )  # fmt: skip


def _went_on(step: StageStep) -> Share:
    """Of those that left it; with the interval of Wilson, because some stages have few."""
    return Share(step.went_on, step.went_on + step.lost)


def opportunity_todos(book: Book, found: Sequence[Watched], rows: Mapping[str, BookRow]) -> Iterator[Todo]:
    """Deals that stall or are past their date, also with whoever is no customer; the deal's own owner is to act."""
    for one in found:
        row = rows.get(one.deal.account_id or "")
        if one.deal.kind != RENEWAL and (one.stalled or PAST in one.slipped):
            yield Todo(
                reason=Reason.STALLED,
                account_id=row.account_id if row else "",
                account=row.name if row else "No account yet",
                owner_id=row.owner_id if row else None,
                owner=row.owner if row else None,
                doer_id=one.deal.owner_id,
                doer=one.deal.owner,
                words=f"{one.deal.name}: {one.why[:1].lower()}{one.why[1:]}",
                at_stake=one.deal.amount,
                due=None,
                receipt=_receipt(book),
            )


def _receipt(book: Book) -> Receipt:
    return book.quarterly("stalled deals", "internal.open_pipeline", "opportunities")
