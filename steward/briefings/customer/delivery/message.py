"""What the dates of a delivery mean, in a line: whose turn it is, and what we answer for."""

from steward.briefings.customer.delivery.delivery import Delivery
from steward.exhibits.wording import capital, counted


def so_what(told: Delivery) -> str:
    """Ours where we are late by our own doing, theirs where a date depends on them."""
    late, own = told.open_late, sum(one.our_own for one in told.open_late)
    if own:
        which = "The delay is" if len(late) == 1 else f"{capital(counted(own, 'delay'))} {_is(own)}"
        return f"{which} ours: today we say what keeps the new date."
    if told.asked:
        waits = capital(counted(len(told.asked), "point"))
        return f"{waits} {_is(len(told.asked))} with you: today we agree on who does it, and by when."
    if len(late) == 1:
        return "We answer for the new date, and tell you every week how far it is."
    if late:
        return "We answer for the new dates, and tell you every week how far they are."
    if told.coming:
        return "Nothing on order is later than we first promised."
    if told.late:
        return "What came late is in service: today we say what keeps the next date."
    return "Every day we named first was kept." if told.live else ""


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
