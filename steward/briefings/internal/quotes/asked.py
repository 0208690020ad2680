"""Who is asked to approve a quote: whose turn it is, since when and until when, and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.quotes.who import id_of, is_own, same_person
from steward.domain.clocks import goes_on, moment_of
from steward.domain.quoting.policy import Mode, Need
from steward.domain.quoting.standing import Fallen
from steward.plans.company.approvals import calendar_of
from steward.plans.internal.quote_record import IN_APPROVAL, ApprovalDecision, Verdict
from steward.workflow.clock import after_business_hours

MANAGER = "Sales manager"
"""The role that, where the policy names nobody, the manager of the quote's owner holds."""


class ApprovalState(StrEnum):
    """How an approval stands."""

    WAITING = "waits"
    PENDING = "pending"
    ESCALATED = "escalated"
    APPROVED = "approved"
    REJECTED = "rejected"
    VOID = "void"
    FORESEEN = "needed"
    """Before the quote is submitted."""


@dataclass(frozen=True)
class AskedApproval:
    """One need of a quote as it stands. `holders`: who may decide, by id or name, the one they are held by first;
    `since`, `due`: of what is pending; `decisions`: those of this need, the last first."""

    need: Need
    state: ApprovalState
    holders: tuple[str, ...]
    since: datetime | None = None
    due: datetime | None = None
    decisions: tuple[ApprovalDecision, ...] = ()
    fallen: tuple[Fallen, ...] = ()
    waits_for: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody can decide it now."""
        return self.state in (ApprovalState.PENDING, ApprovalState.ESCALATED)


def asked(quote: OpenedQuote) -> tuple[AskedApproval, ...]:
    """Every need of a quote, in the order they are asked."""
    missing = [need for need in quote.needs if not is_done(need, quote)]
    return tuple(_asked(need, quote, missing) for need in quote.needs)


def undone(quote: OpenedQuote) -> tuple[Need, ...]:
    """The needs that nobody has approved yet, or not everybody who must."""
    return tuple(need for need in quote.needs if not is_done(need, quote))


def overdue_at(quote: OpenedQuote, found: Sequence[AskedApproval]) -> tuple[datetime, ...]:
    """The moments at which what is asked goes to somebody else, though nobody does anything."""
    pending = (one for one in found if one.state is ApprovalState.PENDING and one.need.escalate_to)
    return tuple(one.due for one in pending if one.due) if goes_on(quote.today) else ()


def is_asked(quote: OpenedQuote, one: AskedApproval, who: str) -> bool:
    """Whether somebody is to decide it now."""
    return one.is_open and not is_own(quote, who) and any(same_person(quote, who, each) for each in one.holders)


def is_done(need: Need, quote: OpenedQuote, also: str = "") -> bool:
    """Whether a need is approved as it stands; `also`: somebody who is about to."""
    stands = {one.person for one in quote.standing.stands if one.need == need.key}
    given = {id_of(quote, one) for one in stands if not is_own(quote, one)}
    given |= {id_of(quote, also)} if also else set()
    seats = _seats(quote, need.role)
    if need.mode is Mode.ANY or not seats:
        return bool(given)
    sat = [_who_sat(quote, need, one) for one in seats]
    instead = given & set(_of_role(quote, need.escalate_to)) - frozenset().union(*sat)
    return bool(instead) or all(given & each for each in sat)


def _of_need(quote: OpenedQuote, need: Need) -> tuple[str, ...]:
    """Who decides of a need: who holds its role, or whoever they passed it on to; where that is nobody but who made the
    quote, whom it would go to when the hours are over."""
    found = [id_of(quote, quote.record.delegate_of(need.key, one)) for one in _of_role(quote, need.role)]
    if not found and any(one.role == need.role for one in quote.policy.file.approvers):
        return _of_role(quote, need.escalate_to)
    return tuple(dict.fromkeys(found))


def _of_role(quote: OpenedQuote, role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(seat[0] for seat in _seats(quote, role)))


def _seats(quote: OpenedQuote, role: str) -> tuple[tuple[str, ...], ...]:
    """Who holds a role, a seat each: who decides now, then the other of holder and delegate. Whose own the quote is
    holds none. By the people feed the manager of the owner."""
    named = [one for one in quote.policy.file.approvers if one.role == role]
    pairs = [
        (one.delegate, one.person) if one.away_until is None or quote.today <= one.away_until else (one.person,)
        for one in named
    ] or [(one,) for one in _manager(quote) if role == MANAGER]
    seats = (tuple(id_of(quote, each) for each in pair if each and not is_own(quote, each)) for pair in pairs)
    return tuple(dict.fromkeys(seat for seat in seats if seat))


def _who_sat(quote: OpenedQuote, need: Need, seat: tuple[str, ...]) -> frozenset[str]:
    """Everybody whose approval is that of a seat: also who was away then, and whoever it was passed on to."""
    away = {
        other
        for one in quote.policy.file.approvers
        if one.role == need.role and {id_of(quote, one.person), id_of(quote, one.delegate)} & set(seat)
        for other in (one.person, one.delegate)
        if other
    }
    passed = (each for one in (*seat, *away) for each in (one, *quote.record.passed_on(need.key, id_of(quote, one))))
    return frozenset(id_of(quote, each) for each in passed)


def _manager(quote: OpenedQuote) -> list[str]:
    owner = id_of(quote, quote.offer.plan.offer.owner)
    return [one.manager_id for one in quote.colleagues if one.person_id == owner and one.manager_id]


def _asked(need: Need, quote: OpenedQuote, missing: Sequence[Need]) -> AskedApproval:
    decisions = tuple(one for one in reversed(quote.record.decisions) if one.need == need.key)
    fallen = tuple(one for one in quote.standing.fallen if one.approval.need == need.key)
    waits = tuple(one.role for one in need.waits_for(missing))
    who = _of_need(quote, need)
    since = _since(need, quote) if not waits else None
    due = after_business_hours(since, need.hours, calendar_of(quote.policy.file)) if since else None
    late = due is not None and due <= moment_of(quote.today) and bool(need.escalate_to)
    state = _state(need, quote, missing, decisions, bool(waits), late, bool(fallen))
    if state is ApprovalState.ESCALATED:
        who = tuple(dict.fromkeys((*who, *_of_role(quote, need.escalate_to))))
    shown = state in (ApprovalState.PENDING, ApprovalState.ESCALATED)
    return AskedApproval(need, state, who, since if shown else None, due if shown else None, decisions, fallen, waits)


def _state(
    need: Need, quote: OpenedQuote, missing: Sequence[Need], decisions: Sequence[ApprovalDecision], waits: bool,
    late: bool, fell: bool,
) -> ApprovalState:  # fmt: skip
    if need not in missing:
        return ApprovalState.APPROVED
    if quote.record.state != IN_APPROVAL:
        if decisions and decisions[0].version == quote.record.version and decisions[0].verdict is not Verdict.APPROVE:
            return ApprovalState.REJECTED
        return ApprovalState.VOID if fell else ApprovalState.FORESEEN
    if waits:
        return ApprovalState.WAITING
    return ApprovalState.ESCALATED if late else ApprovalState.PENDING


def _since(need: Need, quote: OpenedQuote) -> datetime | None:
    """From when it is somebody's turn: when the version was submitted, or the last before it in its chain decided."""
    last = quote.record.submitted
    if last is None or quote.record.state != IN_APPROVAL:
        return None
    before = {one.key for one in need.waits_for(quote.needs)}
    decided = [one.at for one in quote.record.decisions if one.need in before and one.version == last.version]
    return max([last.at, *decided])
