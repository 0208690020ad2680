"""Who may say what of an account on its way, and of which content: a line of its ledger that somebody else wrote, or a
receipt of what nobody signed out, counts for nothing, whoever wrote it."""

from collections.abc import Mapping, Sequence

from steward.domain.books.states import TransferEvent
from steward.workflow.ledger import LedgerEvent

E = TransferEvent
GIVER = (E.PREPARE, E.SIGN_OUT)
"""What the owner who leaves says, and nobody for them, unless they are no longer with us."""
RECEIVER = (E.RECEIVE, E.DAY_30, E.DAY_60, E.DAY_90, E.FINISH)
"""What the new owner says, and nobody for them."""
PERSON = "person"
"""What an event calls who of us said it, by their id."""
IN_PLACE_OF = "in_place_of"
"""What an event calls the owner who is no longer with us, for whom the manager speaks who agreed for their side."""
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
    person = str(event.about.get(PERSON, ""))
    if event.event in GIVER and event.about.get(IN_PLACE_OF) == way["from"] and person == stand_in(before):
        return True
    if not may_say(event.event, way, person):
        return False
    if event.event != E.RECEIVE:
        return True
    out = last(before, E.SIGN_OUT)
    return out is not None and bool(out.content) and out.content == event.content


def stand_in(events: Sequence[LedgerEvent]) -> str:
    """The id of who agreed for the side of the owner before: they speak for one who is no longer with us; empty where
    nobody did."""
    agreed = [one for one in events if one.event in (E.AGREE, E.AGREED) and "from" in (one.about.get("sides") or ())]
    return str(agreed[-1].about.get(PERSON, "")) if agreed else ""


def last(events: Sequence[LedgerEvent], event: TransferEvent) -> LedgerEvent | None:
    """The last event of a kind since both managers agreed: what was contested and agreed anew is signed anew."""
    found: LedgerEvent | None = None
    for one in events:
        if one.event in _AGREED:
            found = None
        elif one.event == event:
            found = one
    return found
