"""What the approval system says of a written quote: which of our approvals each of its decisions is, or why it is none.

It counts where it names the version at hand, was made by somebody who is asked for it by our rules, is a person's, and
is the last that they said.
That it counts is written into the ledger by a press, with the grade B: an import writes nothing by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from enum import StrEnum

from steward.briefings.internal.quotes.asked import ApprovalState, AskedApproval
from steward.briefings.internal.quotes.figures import receipt_of
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.quotes.who import id_of, is_one_of_us, is_own, name_of
from steward.domain.quoting.policy import Need
from steward.exhibits import Column, Table
from steward.exhibits.wording import counted
from steward.plans.internal.quote_record import IN_APPROVAL, Verdict
from steward.warehouse.rows.internal.imported import WorkItem

VERDICTS: Mapping[str, Verdict] = {"approved": Verdict.APPROVE, "rejected": Verdict.REJECT}
SURELY_LATER = timedelta(days=1)
"""By how much a clock of nobody knows which zone has to be later to be surely so."""


class Stands(StrEnum):
    """What becomes of a decision of the approval system."""

    TAKEN = "taken over"
    TO_TAKE = "to take over"
    WAITS = "its turn comes later"
    DONE = "decided here already"
    PAST = "of an earlier version"
    NOT = "does not count"


@dataclass(frozen=True)
class ImportedDecision:
    """One decision of the approval system. `need`: the approval it is, by its key; `person`: who of us decided;
    `why_not`: why it does not count."""

    item: WorkItem
    verdict: Verdict
    stands: Stands
    need: str = ""
    role: str = ""
    person: str = ""
    why_not: str = ""


def decisions_of(quote: OpenedQuote, asked: Sequence[AskedApproval]) -> tuple[ImportedDecision, ...]:
    """Every decision that names this quote, the first to be decided first."""
    said = ((one, VERDICTS.get(one.status.casefold().strip())) for one in quote.work_items)
    decisions = [_decision(quote, asked, one, verdict) for one, verdict in said if verdict]
    return tuple(_held_against(one, decisions) for one in decisions)


def _held_against(one: ImportedDecision, decisions: Sequence[ImportedDecision]) -> ImportedDecision:
    """Whoever said two things of one approval said the later; where no time tells which that is, neither counts."""
    if one.stands not in (Stands.TO_TAKE, Stands.WAITS):
        return one
    others = [
        each for each in decisions
        if (each.need, each.person) == (one.need, one.person) and each.verdict is not one.verdict
    ]  # fmt: skip
    at = one.item.decided_at
    if not others or (at and all(each.item.decided_at and each.item.decided_at < at for each in others)):
        return one
    known = at and all(each.item.decided_at and each.item.decided_at != at for each in others)
    why = "They decided otherwise later." if known else "They also decided otherwise, and nothing says which came last."
    return replace(one, stands=Stands.NOT, why_not=why)


def _decision(
    quote: OpenedQuote, asked: Sequence[AskedApproval], item: WorkItem, verdict: Verdict
) -> ImportedDecision:  # fmt: skip
    person = id_of(quote, item.assigned_to or "")
    if any(one.work_item == item.work_item_id for one in quote.record.decisions):
        return ImportedDecision(item, verdict, Stands.TAKEN, person=person)
    if item.version is not None and item.version < quote.record.version:
        return ImportedDecision(item, verdict, Stands.PAST, person=person)
    if why := _of_no_version(quote, item):
        return ImportedDecision(item, verdict, Stands.NOT, person=person, why_not=why)
    one = _asked_for(quote, asked, item, person)
    if one is None:
        return ImportedDecision(item, verdict, Stands.NOT, person=person, why_not="Our rules ask nobody for it.")
    why = _not_theirs(quote, one, person)
    stands, said = (Stands.NOT, why) if why else _stands(quote, one, verdict)
    return ImportedDecision(item, verdict, stands, one.need.key, one.need.role, person, said)


def _of_no_version(quote: OpenedQuote, item: WorkItem) -> str:
    """Why a decision is of no version that there is, in words."""
    last = quote.record.submitted
    if last is None:
        return "The quote is a draft that nobody submitted."
    if item.auto_reviewed:
        return "Nobody decided: the system reviewed it by itself."
    at = item.decided_at.replace(tzinfo=UTC) if item.decided_at else None
    if at and at < last.at - SURELY_LATER:
        return f"It was decided before version {last.version} was submitted."
    if at and at.date() > quote.today + SURELY_LATER:
        return "It was decided on a day that is still to come."
    if item.version is not None:
        return f"It names version {item.version}; the last is {last.version}." if item.version > last.version else ""
    if last.version > 1 and (at is None or at < last.at + SURELY_LATER):
        return "It names no version, and may be of an earlier one."
    return ""


def _asked_for(
    quote: OpenedQuote, asked: Sequence[AskedApproval], item: WorkItem, person: str
) -> AskedApproval | None:  # fmt: skip
    """The approval that a decision is: the one whose role or rule it names, else the only one of whoever decided."""
    words = {said.casefold().strip() for said in (item.role, item.chain, item.condition) if said}
    named = [one for one in asked if words & _words(one.need)]
    if len(named) == 1:
        return named[0]
    theirs = [one for one in named or asked if person in _holders(quote, one)]
    return theirs[0] if len(theirs) == 1 else None


def _words(need: Need) -> set[str]:
    return {need.role.casefold(), need.key.casefold(), *(one.rule.rule.casefold() for one in need.reasons)}


def _holders(quote: OpenedQuote, one: AskedApproval) -> set[str]:
    return {id_of(quote, each) for each in one.holders}


def _not_theirs(quote: OpenedQuote, one: AskedApproval, person: str) -> str:
    if not person:
        return "It does not say who decided."
    if is_own(quote, person):
        return "Nobody approves their own quote."
    if not is_one_of_us(quote, person):
        return f"“{person[:60]}” is nobody of us whom the data knows."
    if not one.holders:
        return f"Nobody holds the role {one.need.role}: whoever decides can only be written down here."
    if person not in _holders(quote, one):
        return f"{name_of(quote, person)} does not decide as {one.need.role}."
    return ""


def _stands(quote: OpenedQuote, one: AskedApproval, verdict: Verdict) -> tuple[Stands, str]:
    said = one.decisions[0] if one.decisions else None
    if said and said.version == quote.record.version and said.verdict is not verdict:
        return Stands.NOT, f"Here {name_of(quote, said.person)} {said.verdict} it."
    if one.state is ApprovalState.APPROVED or quote.record.state != IN_APPROVAL:
        return Stands.DONE, ""
    return (Stands.TO_TAKE if one.is_open else Stands.WAITS), ""


def decision_table(quote: OpenedQuote, found: Sequence[ImportedDecision]) -> Table | None:
    """What the approval system says, and what becomes of it."""
    if not found:
        return None
    waiting = sum(one.stands is Stands.TO_TAKE for one in found)
    said = f"{counted(waiting, 'decision')} of the approval system to take over"
    return Table(
        id="quote.imported_approvals",
        title=said if waiting else f"The approval system holds {counted(len(found), 'decision')}",
        alt="Table of the decisions of the approval system: role, who, what they said, when, and whether it counts.",
        receipt=receipt_of(quote, "approval"),
        note="Evidence of grade B: imported.",
        columns=(
            Column("Role"), Column("Who"), Column("Said"), Column("On"), Column("Counts", wide=True), Column("Comment"),
        ),
        rows=tuple(
            (
                one.role or one.item.role or one.item.chain or one.item.condition, name_of(quote, one.person) or None,
                str(one.verdict), one.item.decided_at.date() if one.item.decided_at else None,
                f"{one.stands}: {one.why_not}" if one.why_not else str(one.stands), one.item.comments,
            )
            for one in found
        ),
    )  # fmt: skip
