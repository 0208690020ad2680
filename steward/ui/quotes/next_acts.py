"""What can be done to a quote in its state, as buttons in one row."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import streamlit as st

from steward.briefings.internal.quotes.quote import EXPIRED, OpenedQuote
from steward.plans.internal.quote_record import ACCEPTED, APPROVED, DRAFT, IN_APPROVAL, ORDERED, PRESENTED
from steward.services.quotes import acting, winning
from steward.ui.kit.cache import warehouse
from steward.ui.kit.typed import begun
from steward.ui.plans.files import plans
from steward.ui.quotes.acts import act


class NextAct(NamedTuple):
    """One press. `said`: what the page says afterwards; `first`: it is what one would do next."""

    label: str
    key: str
    do: Callable[[], object]
    said: str
    icon: str
    first: bool = False
    says: str = ""


def show_next_acts(quote: OpenedQuote, who: str) -> None:
    """Every press there is now, with what is written beside it."""
    of = f"{quote.quote_id}.{quote.state}.{len(quote.record.events)}"
    with st.container(horizontal=True):
        note = _note(quote)
        for one in _offered(quote, who, note):
            act(one.label, who, one.key, of, one.do, one.said, icon=one.icon, first=one.first, says=one.says)


def _note(quote: OpenedQuote) -> str:
    """What is written beside the presses: for who approves a draft; how they accepted what they did not sign."""
    if quote.state == DRAFT:
        return _typed(
            "Note for who approves", "Note for who approves: what they should know", f"submit.{quote.quote_id}"
        )
    if quote.state == PRESENTED and quote.not_signed:
        return _typed("How they accepted it", "How they accepted it, as it was not signed", f"accept.{quote.quote_id}")
    return ""


def _typed(label: str, placeholder: str, key: str) -> str:
    said: str = st.text_input(label, placeholder=placeholder, label_visibility="collapsed", **begun(key, ""))
    return said or ""


def _offered(quote: OpenedQuote, who: str, note: str) -> tuple[NextAct, ...]:
    store = plans()
    close, present = partial(acting.close, store, quote), partial(acting.present, store, quote, who)
    revise = partial(acting.revise, store, quote, who)
    again = "It is a draft again."
    declined = NextAct("Declined", "quote.decline", partial(close, "declined", who), "Declined.", "close")
    new = NextAct("New version", "quote.revise", revise, again, "edit", first=quote.state == EXPIRED)
    match quote.state:
        case state if state == DRAFT:
            submit = partial(acting.submit, store, quote, who, note)
            kept = "Nothing is deleted: it is among the closed quotes."
            return (
                NextAct("Submit", "quote.submit", submit, "Submitted.", "send", first=True),
                NextAct("Drop", "quote.drop", partial(close, "dropped", who), "Dropped.", "delete", says=kept),
            )
        case state if state == IN_APPROVAL:
            stand = "Take it back to change it. Approvals that were given stand by their own rules."
            recall = partial(acting.recall, store, quote, who)
            return (NextAct("Recall", "quote.recall", recall, again, "undo", says=stand),)
        case state if state == APPROVED:
            has = "The customer has it"
            sent = NextAct(has, "quote.present", present, f"{has}.", "outgoing_mail", first=True)
            return sent, declined, new
        case state if state == PRESENTED:
            accept = partial(winning.accept, store, warehouse(), quote, who, note)
            begins = "The order is begun, and its opportunity is won and waits for the CRM."
            return NextAct("Accepted", "quote.accept", accept, "Accepted.", "check", True, begins), declined, new
        case state if state == EXPIRED:
            return (new,)
        case state if state == ACCEPTED:
            return (*_to_begin(quote, who), *_to_place(quote, who))
        case state if state == ORDERED:
            return _to_begin(quote, who)
    return ()


def _to_begin(quote: OpenedQuote, who: str) -> tuple[NextAct, ...]:
    """What of all that follows from its acceptance is not there: one press begins it."""
    left = winning.left_to_begin(plans(), warehouse(), quote)
    begin = partial(winning.begin_what_follows, plans(), warehouse(), quote, who)
    if winning.Follows.ORDER in left:
        return (NextAct("Begin the order", "quote.begin_order", begin, "Begun.", "add", first=True),)
    if winning.Follows.WIN in left:
        says = "It waits for the CRM, as every change of an opportunity."
        return (NextAct("Opportunity won", "quote.win", begin, "Won here.", "emoji_events", first=True, says=says),)
    return ()


def _to_place(quote: OpenedQuote, who: str) -> tuple[NextAct, ...]:
    """That the order was placed, once it is begun."""
    if quote.order is None:
        return ()
    place = partial(winning.place, plans(), quote, who)
    says = "Say that the order was placed. Its number and its contract are written under Order."
    return (NextAct("Order placed", "quote.order", place, "Order placed.", "local_shipping", True, says),)
