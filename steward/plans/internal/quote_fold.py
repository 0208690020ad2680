"""`quotes/<id>/events.jsonl` read as what became of a quote, event by event."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from steward.domain.quoting.policy import NO_MARGIN, Counted, Reading
from steward.plans.internal.quote_record import (
    QUOTE,
    ApprovalDecision,
    ApprovalEvidence,
    Delegation,
    Envelope,
    QuoteRecord,
    Submitted,
    Verdict,
)
from steward.workflow.ledger import Ledger, LedgerEvent


def folded(ledger: Ledger, reference: str) -> QuoteRecord:
    """What became of a quote, by its reference. What cannot have happened, or happened to another quote, is passed
    over, and told as a line that was changed."""
    found, strange = QuoteRecord(events=ledger.events), set(ledger.broken)
    for number, event in zip(ledger.numbers, ledger.events, strict=True):
        if (other := _text(event.about, "quote")) not in ("", reference):
            strange.add(number)
            found = replace(found, copied_from=other)
        elif event.event in QUOTE.allowed(found.state):
            found = replace(_with(found, event), state=QUOTE.after(found.state, event.event))
        else:
            strange.add(number)
    return replace(found, broken=tuple(sorted(strange)))


def _with(found: QuoteRecord, event: LedgerEvent) -> QuoteRecord:
    about = event.about
    match event.event:
        case "submitted" | "passed":
            return replace(found, versions=(*found.versions, _submitted(event, found.version + 1)))
        case "decided" | "approved" | "rejected" | "sent_back":
            return replace(found, decisions=(*found.decisions, _decision(event, found.version)))
        case "delegated":
            made = Delegation(
                need=_text(about, "need"), person=_text(about, "person"), to=_text(about, "to"), version=found.version
            )
            return replace(found, delegations=(*found.delegations, made))
        case "envelope":
            version = about.get("version")
            signed = Envelope(
                status=_text(about, "status"), version=version if isinstance(version, int) else found.version,
                digest=_text(about, "digest"), at=event.at, who=event.who,
            )  # fmt: skip
            return replace(found, envelopes=(*found.envelopes, signed))
    return found


def _submitted(event: LedgerEvent, version: int) -> Submitted:
    about = event.about
    return Submitted(
        version=version, at=event.at, who=event.who, content=event.content,
        **{name: _text(about, name) for name in ("offer", "pricing", "policy", "note", "owner")}, ends=_days(about),
    )  # fmt: skip


_VERDICTS = {
    "decided": Verdict.APPROVE, "approved": Verdict.APPROVE, "rejected": Verdict.REJECT, "sent_back": Verdict.SEND_BACK,
}  # fmt: skip


def _decision(event: LedgerEvent, version: int) -> ApprovalDecision:
    about = event.about
    grade = _text(about, "evidence")
    read = about.get("read")
    return ApprovalDecision(
        **{name: _text(about, name) for name in ("need", "role", "person", "comment", "work_item", "mail")},
        verdict=_VERDICTS[event.event], version=version, at=event.at, who=event.who,
        evidence=ApprovalEvidence(grade) if grade in set(ApprovalEvidence) else ApprovalEvidence.ON_BEHALF,
        read={rule: reading(said) for rule, said in read.items()} if isinstance(read, dict) else {},
    )  # fmt: skip


def reading(said: object) -> Reading:
    """A value, its line and what it counts as a ledger holds them; unknown where it holds something else."""
    if isinstance(said, list) and len(said) in (2, 3) and isinstance(said[1], str):
        value, line, *counted = said
        if value is None or _is_number(value):
            of_it = _counted(counted[0]) if counted else None
            return Reading(NO_MARGIN if value is None and of_it else value, line, of_it)
    return Reading(None)


def _counted(said: object) -> tuple[Counted, ...]:
    """What of it is whole: what a ledger does not name was not approved."""
    return tuple(
        Counted(*one)
        for one in (said if isinstance(said, list) else ())
        if isinstance(one, list) and len(one) == 3 and _is_text(one[0]) and _is_text(one[1]) and _is_number(one[2])
    )


def _is_text(said: object) -> bool:
    return isinstance(said, str)


def _is_number(said: object) -> bool:
    return isinstance(said, int | float) and not isinstance(said, bool)


def written(read: Mapping[str, Reading]) -> Mapping[str, Any]:
    """What rules read, as a ledger holds it: the value, its line, and each of what it counts, where it counts. JSON has
    no number for `NO_MARGIN`: it is the one value that is none and counts something."""
    return {rule: [_value(one), one.line, *_what_it_counts(one)] for rule, one in read.items()}


def _value(read: Reading) -> float | None:
    return None if read.value == NO_MARGIN else read.value


def _what_it_counts(read: Reading) -> list[Any]:
    return [] if read.counted is None else [[list(each) for each in read.counted]]


def _days(about: Mapping[str, Any]) -> Mapping[str, date]:
    said, found = about.get("ends"), {}
    for name, day in said.items() if isinstance(said, dict) else ():
        with suppress(TypeError, ValueError):
            found[name] = date.fromisoformat(day)
    return found


def _text(about: Mapping[str, Any], name: str) -> str:
    said = about.get(name, "")
    return said if isinstance(said, str) else ""
