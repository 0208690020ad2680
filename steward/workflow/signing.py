"""Who may say what of an account on its way, and of which content: a line of its ledger that somebody else wrote, or a
receipt of what nobody signed out, counts for nothing, whoever wrote it."""

from collections.abc import Mapping, Sequence

from steward.domain.books.states import TransferEvent
from steward.workflow.ledger import LedgerEvent

E = TransferEvent
GIVER = (E.PREPARE, E.SIGN_OUT)
"""What the owner who leaves says, and nobody for them."""
RECEIVER = (E.RECEIVE, E.DAY_30, E.DAY_60, E.DAY_90, E.FINISH)
"""What the new owner says, and nobody for them."""
PERSON = "person"
"""What an event calls who of us said it, by their id."""
_AGREED = (E.AGREED, E.UPHOLD)


def may_say(event: str, way: Mapping[str, str], person: str) -> bool:
    """Whether it is somebody's to say, of an account that goes this way."""
    if event in GIVER:
        return person == way["from"]
    if event in RECEIVER:
        return person == way["to"]
    return event != E.INTRODUCE or person in (way["from"], way["to"])


def counts(event: LedgerEvent, way: Mapping[str, str], before: Sequence[LedgerEvent]) -> bool:
    """Whether an event counts after those before it: said by whom it is for, and a receipt of what is signed out."""
    if not may_say(event.event, way, str(event.about.get(PERSON, ""))):
        return False
    if event.event != E.RECEIVE:
        return True
    out = last(before, E.SIGN_OUT)
    return out is not None and bool(out.content) and out.content == event.content


def last(events: Sequence[LedgerEvent], event: TransferEvent) -> LedgerEvent | None:
    """The last event of a kind since both managers agreed: what was contested and agreed anew is signed anew."""
    found: LedgerEvent | None = None
    for one in events:
        if one.event in _AGREED:
            found = None
        elif one.event == event:
            found = one
    return found
