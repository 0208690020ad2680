"""One account as it stands today, in a row of signs: what it brings, how it is, when it renews, who speaks for us, what
is open, and what to do next. Nothing is computed here; each sign is what its own topic says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from steward.briefings.customer.plans.commitment_states import CommitmentState
from steward.briefings.internal.commitments.rows import AccountCommitments
from steward.briefings.internal.health.account_health import AccountHealth
from steward.briefings.internal.maps.rows import MapRow
from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.week.my_week import MyWeek
from steward.domain.health import Colour
from steward.domain.stakeholders import MapStatus
from steward.exhibits import COUNT, Receipt, day_text, listed
from steward.exhibits.wording import capital, counted
from steward.plans.customer.success_plan import FILE as SUCCESS
from steward.plans.internal.strategy import FILE as STRATEGY
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.renewals import NextRenewal

NOTICE_SOON = 30
"""Days before the last day for notice from which it is told as pressing."""


NONE_OPEN = ("None open", "")


class SignTopic(StrEnum):
    """What a sign is of, as it is called on the page."""

    MRR = "MRR"
    HEALTH = "Health"
    RENEWAL = "Next renewal"
    CHAMPION = "Champion"
    COMMITMENTS = "Commitments"


@dataclass(frozen=True, kw_only=True)
class Sign:
    """One of the signs. `good`: whether that is welcome, None where it is neither; `line`: by month, where it has a
    past; `key`: of the contract it is about."""

    topic: SignTopic
    text: str
    receipt: Receipt
    label: str = ""
    """What it is called, where that is not its topic."""
    detail: str = ""
    good: bool | None = None
    watch: bool = False
    """Whether it is neither, and to be watched."""
    line: tuple[float, ...] = ()
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Cockpit:
    """The signs of one account, and its week."""

    account_id: str
    account_name: str
    today: date
    as_of: date
    """The day its figures are true for: that of the latest data, also of a quarter that is not over."""
    signs: tuple[Sign, ...]
    week: MyWeek


def cockpit(
    book: Book, row: BookRow, trend: Sequence[float], health: AccountHealth | None, renewals: Sequence[Renewal],
    following: NextRenewal | None, mapped: MapRow | None, commitments: AccountCommitments | None, week: MyWeek,
) -> Cockpit:  # fmt: skip
    """`trend`: MRR by month; `renewals`: its contracts, the first to end first; `following`: the one decided next."""
    return Cockpit(
        account_id=row.account_id,
        account_name=row.name,
        today=book.now,
        as_of=book.as_of,
        signs=(
            _mrr(book, row, trend),
            _health(book, row, health),
            _renewal(book, row, renewals, following),
            _champion(book, mapped),
            _commitments(book, commitments),
        ),
        week=week,
    )


def _mrr(book: Book, row: BookRow, trend: Sequence[float]) -> Sign:
    change = None if row.mrr_before is None else row.mrr - row.mrr_before
    since = day_text(book.quarter.previous.end)
    told = f"{book.money.change(change)} since {since}" if change else "" if change is None else "unchanged"
    return Sign(
        topic=SignTopic.MRR,
        receipt=book.quarterly("MRR at E", "internal.book", "subscriptions", "charges", account_id=row.account_id),
        label="" if book.has_subscriptions else "Recurring charges",
        text=book.money.compact(row.mrr),
        detail=told,
        good=change > 0 if change else None,
        line=tuple(trend),
    )


def _health(book: Book, row: BookRow, line: AccountHealth | None) -> Sign:
    receipt = book.receipt("account health", "internal.health_months", account_id=row.account_id)
    if line is None or line.health is None:
        return Sign(
            topic=SignTopic.HEALTH,
            receipt=receipt,
            text="Not known",
            detail=line.computed if line and line.measured else "",
        )
    by_hand = f"set by hand; computed {line.computed}" if line.override_holds else ""
    score = f"{COUNT.text(round(line.state.score))} of 100" if line.state and line.state.score is not None else ""
    good = {Colour.GREEN: True, Colour.RED: False}.get(line.health)
    return Sign(
        topic=SignTopic.HEALTH,
        receipt=receipt,
        text=capital(str(line.health)),
        detail=by_hand or score,
        good=good,
        watch=line.health is Colour.AMBER,
    )


def _renewal(book: Book, row: BookRow, renewals: Sequence[Renewal], following: NextRenewal | None) -> Sign:
    """Of what is still to be decided the first to end; what began after the last complete quarter has no forecast."""
    receipt = book.quarterly("renewal windows", "internal.renewals", "contracts", account_id=row.account_id)
    if not book.has("contracts"):
        return Sign(topic=SignTopic.RENEWAL, receipt=receipt, text="Not known", detail="no contracts feed")
    first = min((one for one in renewals if one.is_open), key=lambda one: one.row.ends_on, default=None)
    if first is None:
        text, detail = (_in_days(book, following.ends_on), day_text(following.ends_on)) if following else NONE_OPEN
        return Sign(topic=SignTopic.RENEWAL, receipt=receipt, text=text, detail=detail)
    ends, notice = first.row.ends_on, first.row.notice_by
    soon = notice is not None and book.now <= notice and (notice - book.now).days <= NOTICE_SOON
    told = (
        day_text(ends),
        f"notice by {day_text(notice)}" if notice and soon else "",
        f"forecast: {first.category.label}" if first.category else "no forecast yet",
    )
    good = False if ends < book.now or soon or (first.category and first.category.loses) else None
    return Sign(
        topic=SignTopic.RENEWAL,
        receipt=receipt,
        text=_in_days(book, ends),
        detail=" · ".join(filter(None, told)),
        good=good,
        key=first.row.contract_id,
    )


def _in_days(book: Book, ends: date) -> str:
    days = (ends - book.now).days
    return f"in {counted(days, 'day')}" if days > 0 else "today" if days == 0 else f"{counted(-days, 'day')} late"


def _champion(book: Book, mapped: MapRow | None) -> Sign:
    receipt = Receipt("map status", book.as_of, f"{STRATEGY}, readings", (), ("contacts",))
    if mapped is None or mapped.status is None:
        return Sign(topic=SignTopic.CHAMPION, receipt=receipt, text="No map yet")
    status = f"map {mapped.status.status}"
    if mapped.champions:
        good = {MapStatus.RED: False, MapStatus.GREEN: True}.get(mapped.status.status)
        # Who has the role of a champion on the map need not be known to be one.
        doubted = not any(one.supportive for one in mapped.champions)
        return Sign(
            topic=SignTopic.CHAMPION,
            receipt=receipt,
            text=listed([one.name for one in mapped.champions]),
            detail=f"not known to speak for us · {status}" if doubted else status,
            good=good,
            watch=mapped.status.status is MapStatus.AMBER,
        )
    if mapped.left:
        gone = listed([one.name for one in mapped.left])
        return Sign(topic=SignTopic.CHAMPION, receipt=receipt, text="Left", detail=f"{gone} · {status}", good=False)
    return Sign(topic=SignTopic.CHAMPION, receipt=receipt, text="None named", detail=status, good=False)


def _commitments(book: Book, commitments: AccountCommitments | None) -> Sign:
    receipt = Receipt("kept rate", book.as_of, f"{SUCCESS}, commitments")
    if commitments is None:
        return Sign(topic=SignTopic.COMMITMENTS, receipt=receipt, text="None")
    waiting = commitments.ours.of[CommitmentState.OPEN] + commitments.theirs.of[CommitmentState.OPEN]
    late = commitments.ours.of[CommitmentState.OVERDUE], commitments.theirs.of[CommitmentState.OVERDUE]
    told = [f"{count} {whose} overdue" for count, whose in zip(late, ("of ours", "of theirs"), strict=True) if count]
    return Sign(
        topic=SignTopic.COMMITMENTS,
        receipt=receipt,
        text=f"{waiting + sum(late)} open",
        detail=" · ".join(told) or "none overdue",
        good=False if any(late) else None,
    )
