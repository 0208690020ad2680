"""Who may do what with a forecast call: its seller makes it, who leads them adjusts and locks it."""

from dataclasses import dataclass

from steward.domain.reporting import Reporting


@dataclass(frozen=True)
class CallActor:
    """Who is at the keyboard. `name`: under which it is kept, empty where nobody said; `person_id`: in the people feed,
    empty or a name where they are not in it; `leads_all`: whether they are here as leadership."""

    name: str
    person_id: str
    leads_all: bool = False


def may_call(actor: CallActor, person_id: str) -> bool:
    """Whether a call is theirs to make: their own, and nobody else's."""
    return bool(actor.name) and bool(person_id) and actor.person_id == person_id


def may_lead(actor: CallActor, person_id: str, tree: Reporting) -> bool:
    """Whether a call is theirs to adjust, to send back and to lock: that of whom they lead, directly or not; leadership
    that of everybody else; their own where they report to nobody."""
    if not actor.name or not person_id:
        return False
    if actor.person_id == person_id:
        return person_id not in tree.bosses
    return actor.leads_all or tree.leads(actor.person_id, person_id)
