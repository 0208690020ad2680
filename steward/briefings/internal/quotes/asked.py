"""Who is asked to approve a quote: whose turn it is, since when and until when, and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from steward.briefings.internal.quotes.quote import OpenedQuote, clock
from steward.domain.quoting.policy import Mode, Need
from steward.domain.quoting.standing import Fallen
from steward.plans.internal.quote_record import IN_APPROVAL, ApprovalDecision, Verdict
from steward.workflow.clock import Calendar, after_business_hours

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
    missing = [need for need in quote.needs if not _is_done(need, quote)]
    return tuple(_asked(need, quote, missing) for need in quote.needs)


def undone(quote: OpenedQuote) -> tuple[Need, ...]:
    """The needs that nobody has approved yet, or not everybody who must."""
    return tuple(need for need in quote.needs if not _is_done(need, quote))


def holders(quote: OpenedQuote, role: str) -> tuple[str, ...]:
    """Who holds a role, with the delegate of who is away instead; by the people feed the manager of the owner."""
    named = [one for one in quote.policy.file.approvers if one.role == role]
    found = [
        one.delegate if one.delegate and (one.away_until is None or quote.today <= one.away_until) else one.person
        for one in named
    ]
    if not found and role == MANAGER:
        found = _manager(quote)
    return tuple(dict.fromkeys(_id_of(quote, one) for one in found))


def name_of(quote: OpenedQuote, person: str) -> str:
    """What one of us is called."""
    return next((one.name for one in quote.colleagues if person in (one.person_id, one.email)), person)


def same_person(quote: OpenedQuote, one: str, other: str) -> bool:
    """Whether two names, ids or addresses are of one of us."""
    return bool(one) and _id_of(quote, one) == _id_of(quote, other)


def _id_of(quote: OpenedQuote, said: str) -> str:
    """The id of one of us by id, address or name; what was said where nobody or several are called so."""
    plain = said.strip().casefold()
    for one in quote.colleagues:
        if plain in (one.person_id.casefold(), (one.email or "").casefold()) and plain:
            return one.person_id
    called = [one.person_id for one in quote.colleagues if one.name.casefold() == plain]
    return called[0] if len(called) == 1 else said.strip()


def _manager(quote: OpenedQuote) -> list[str]:
    owner = _id_of(quote, quote.offer.plan.offer.owner)
    return [one.manager_id for one in quote.colleagues if one.person_id == owner and one.manager_id]


def _is_done(need: Need, quote: OpenedQuote) -> bool:
    given = [one for one in quote.standing.stands if one.need == need.key]
    if need.mode is Mode.ANY:
        return bool(given)
    wanted = holders(quote, need.role)
    return bool(given) and all(any(same_person(quote, one.person, holder) for one in given) for holder in wanted)


def _asked(need: Need, quote: OpenedQuote, missing: Sequence[Need]) -> AskedApproval:
    decisions = tuple(one for one in reversed(quote.record.decisions) if one.need == need.key)
    fallen = tuple(one for one in quote.standing.fallen if one.approval.need == need.key)
    waits = tuple(one.role for one in need.waits_for(missing))
    who = tuple(quote.record.delegate_of(need.key, one) for one in holders(quote, need.role))
    since = _since(need, quote) if not waits else None
    due = after_business_hours(since, need.hours, _calendar(quote)) if since else None
    late = due is not None and due <= clock(quote.today) and bool(need.escalate_to)
    state = _state(need, quote, missing, decisions, bool(waits), late, bool(fallen))
    if state is ApprovalState.ESCALATED:
        who = tuple(dict.fromkeys((*who, *holders(quote, need.escalate_to))))
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


def _calendar(quote: OpenedQuote) -> Calendar:
    asking = quote.policy.file.asking
    return Calendar(zone=asking.zone or "UTC", country=asking.country)
