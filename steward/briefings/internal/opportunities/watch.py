"""Open opportunities that do not move: stalled in their stage, put off, or past their date."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.domain.selling import AGES, ENOUGH, age_band, limit_of_days
from steward.domain.shares import Share
from steward.exhibits import COUNT, DAYS, Bars, Column, Receipt, Series, Table, day_text
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.opportunities import Opportunity, StageStep

RENEWAL = "renewal"
"""It waits for its contract's end; the page of renewals says whether it is late."""
PAST = "past its date"


@dataclass(frozen=True)
class Watched:
    """One open opportunity on a day. Days are None where it is not recorded when they began."""

    opportunity: Opportunity
    days_open: int | None
    days_in_stage: int | None
    stalled: str
    """Why, in words; empty where it is not."""
    slipped: str

    @property
    def why(self) -> str:
        """All that is wrong."""
        return capital("; ".join(filter(None, (self.stalled, self.slipped))))


def watched(opportunities: Sequence[Opportunity], steps: Sequence[StageStep], day: date) -> tuple[Watched, ...]:
    """Each opportunity, in the order given."""
    known = {step.stage: step for step in steps}
    return tuple(_watched(opportunity, known.get(opportunity.stage), day) for opportunity in opportunities)


def _watched(opportunity: Opportunity, step: StageStep | None, day: date) -> Watched:
    in_stage = (day - opportunity.stage_since).days if opportunity.stage_since else None
    return Watched(
        opportunity=opportunity,
        days_open=(day - opportunity.opened_on).days if opportunity.opened_on else None,
        days_in_stage=in_stage,
        stalled=_stalled(opportunity, step, in_stage),
        slipped="; ".join(_slips(opportunity, day)),
    )


def _stalled(opportunity: Opportunity, step: StageStep | None, days: int | None) -> str:
    median, timed = (step.days, step.timed) if step else (None, 0)
    if days is None or opportunity.kind == RENEWAL or days <= limit_of_days(median, timed):
        return ""
    usual = f" (usual: {median:.0f})" if median is not None and timed >= ENOUGH else ""
    return f"{days} days in {opportunity.stage}{usual}"


def _slips(opportunity: Opportunity, day: date) -> Iterator[str]:
    if opportunity.put_off:
        times = {1: "once", 2: "twice"}.get(opportunity.put_off, f"{opportunity.put_off} times")
        yield f"close date moved {times}" + (
            f" (first date {day_text(opportunity.first_close_on)})" if opportunity.first_close_on else ""
        )
    if opportunity.close_on and opportunity.close_on < day:
        yield f"{counted((day - opportunity.close_on).days, 'day')} {PAST}"


def watch_table(book: Book, found: Sequence[Watched]) -> Table | None:
    """Those that stall or slip, the largest first; the key is the opportunity."""
    stuck = sorted((one for one in found if one.why), key=lambda one: -one.opportunity.amount)
    if not stuck:
        return None
    stalled, money = [one for one in stuck if one.stalled], sum(one.opportunity.amount for one in stuck)
    return Table(
        id="pipeline.watch",
        title=f"{_stuck(len(stuck))}, {book.money.compact(money)} a month; {len(stalled) or 'none'} of them stalled",
        alt="Table of opportunities that stall or slip, with the reason.",
        receipt=_receipt(book),
        note="Stalled: more than twice as long in a stage as opportunities that went on took.",
        keys=tuple(one.opportunity.opportunity_id for one in stuck),
        columns=(
            Column("Opportunity", wide=True), Column("Account"), Column("What is wrong", wide=True),
            Column("A month", book.money), Column("Stage"), Column("In it", DAYS),
            Column("Last contact"), Column("Owner"),
        ),
        rows=tuple(
            (
                one.opportunity.name, one.opportunity.account, one.why, one.opportunity.amount, one.opportunity.stage,
                one.days_in_stage,
                one.opportunity.last_contact, one.opportunity.owner,
            )
            for one in stuck
        ),
    )  # fmt: skip


def _stuck(count: int) -> str:
    verb = "stalls or slips" if count == 1 else "stall or slip"
    return f"{capital(counted(count, 'opportunity', 'opportunities'))} {verb}"


def ageing(book: Book, found: Sequence[Watched]) -> Bars | None:
    """What is open by how long it has been."""
    known = [(age_band(one.days_open), one.opportunity.amount) for one in found if one.days_open is not None]
    if not known:
        return None
    sums = {words: sum(amount for band, amount in known if band == words) for words, _ in AGES}
    old = AGES[-1][0]
    count = sum(band == old for band, _ in known)
    return Bars(
        id="pipeline.ageing",
        title=f"{capital(counted(count, 'opportunity', 'opportunities'))} open for {old} days"
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
    lost = max(100 - share for share, _ in ended)
    who = leaders(((step.stage, f"{100 - share:.0f}") for share, step in ended), f"{lost:.0f}", "stage")
    said = f"{who.do('is', 'are')} where most are lost: {lost:.0f} of 100{'' if who.alone else ' in each'}"
    return Table(
        id="pipeline.stages",
        title=said if lost else "No opportunity was lost in any stage yet",
        alt="Table of stages with how many opportunities went on, were lost, or are still there.",
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
    """Opportunities that stall or are past their date, also with whoever is no customer; its own owner is to act."""
    for one in found:
        row = rows.get(one.opportunity.account_id or "")
        if one.opportunity.kind != RENEWAL and (one.stalled or PAST in one.slipped):
            yield Todo(
                reason=Reason.STALLED,
                account_id=row.account_id if row else "",
                account=row.name if row else "No account yet",
                owner_id=row.owner_id if row else None,
                owner=row.owner if row else None,
                doer_id=one.opportunity.owner_id,
                doer=one.opportunity.owner,
                words=f"{one.opportunity.name}: {one.why[:1].lower()}{one.why[1:]}",
                at_stake=one.opportunity.amount,
                due=None,
                receipt=_receipt(book),
            )


def _receipt(book: Book) -> Receipt:
    return book.quarterly("stalled opportunities", "internal.open_pipeline", "opportunities")
