"""What has to be there before an account is signed out: what nobody can look up, who is introduced, a joint meeting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from steward.domain.handover.words import Triage


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """What of a passport is there. `unanswered`: the questions of the interview that are open; `unplanned`: names of
    whom an introduction is asked for and has no day; `met`: whether both owners met the customer together."""

    triage: Triage
    unanswered: Sequence[str] = ()
    unplanned: Sequence[str] = ()
    met: bool = False


def lacking(found: Prepared, *, signing: bool = True) -> tuple[str, ...]:
    """What holds the gate shut, in sentences; nothing where it is open. `signing`: for the signature, else only for the
    passport to be ready, which a joint meeting comes after.

    >>> lacking(Prepared(triage=Triage.P1)), lacking(Prepared(triage=Triage.P1), signing=False)
    (('the joint meeting of both owners with the customer is not held',), ())
    """
    return tuple(_lacking(found, signing=signing))


def _lacking(found: Prepared, *, signing: bool) -> Iterator[str]:
    if found.unanswered:
        count = len(found.unanswered)
        yield f"{count} {'question' if count == 1 else 'questions'} open in the interview"
    if found.unplanned and found.triage is not Triage.P3:
        named = ", ".join(found.unplanned[:3]) + (
            f" and {len(found.unplanned) - 3} more" if found.unplanned[3:] else ""
        )
        yield f"introductions not planned: {named}"
    if signing and found.triage is Triage.P1 and not found.met:
        yield "the joint meeting of both owners with the customer is not held"
