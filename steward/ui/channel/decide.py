"""One registration: what it is, what speaks against it, and what may happen to it."""

from datetime import date
from functools import partial

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.exhibits import day_text
from steward.services.channel import registering
from steward.services.channel.book import ChannelBook, ListedRegistration, conflicts_said
from steward.services.channel.registering import RegistrationEvent
from steward.ui import pages
from steward.ui.kit.acts import do
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun
from steward.ui.plans.files import plans

FIRST = (RegistrationEvent.SUBMIT, RegistrationEvent.REVIEW, RegistrationEvent.APPROVE)
ELSEWHERE = "It comes from a feed: it is decided in the system it comes from."


def show_registration(book: Book, brief: ChannelBook, one: ListedRegistration, author: str) -> None:
    """The evidence first, then the form of whoever decides."""
    st.markdown(f"## {plain(f'{one.partner} · {one.what}')}", anchors=False)
    st.caption(plain(_about(book, one)))
    st.page_link(
        pages.COMMERCIAL.path, label=plain(one.account), icon=pages.COMMERCIAL.icon,
        query_params={"account": one.account_id},
    )  # fmt: skip
    against = conflicts_said(book, brief, one)
    if against:
        st.warning("\n".join(f"- {plain(said)}" for said in against), icon=":material/report:")
    elif one.to_decide:
        st.success("Nothing in accounts, opportunities and registrations speaks against it.", icon=":material/check:")
    if one.reason:
        st.markdown(plain(f"Reason: {one.reason}"))
    if one.standing is not None and one.standing.broken:
        st.error("Lines of its ledger were changed by hand: see its events.jsonl.", icon=":material/link_off:")
    _acts(brief, one, author)


def _about(book: Book, one: ListedRegistration) -> str:
    told = [one.state.label]
    told += [f"{book.money.text(one.value)} a month"] if one.value is not None else []
    told += [one.family] if one.family else []
    told += [f"submitted on {day_text(one.submitted_on)}"] if one.submitted_on else []
    if one.to_decide and one.decide_by:
        told.append(f"to be decided by {one.decide_by:%-d %B %H:%M %Z}")
    told += [f"protected until {day_text(one.protected_until)}"] if one.protected_until else []
    return " · ".join(told)


def _acts(brief: ChannelBook, one: ListedRegistration, author: str) -> None:
    """A button for each thing that may happen, with the words and the day it needs."""
    if one.standing is None:
        st.caption(ELSEWHERE)
        return
    if not one.events:
        return
    key, today = f"registration.{one.key}", warehouse().today
    why = st.text_input("Why", **begun(f"{key}.why", "")) or ""
    until: date | None = None
    if RegistrationEvent.APPROVE in one.events:
        until = st.date_input(
            "Protected until", format="YYYY-MM-DD", **begun(f"{key}.until", registering.protects_until(plans(), today))
        )
    also = [each for each in brief.registrations.values() if each.account_id == one.account_id]
    with st.container(horizontal=True):
        for event in one.events:
            step = partial(
                registering.take_step, plans(), one, event, author, today, why, until=until, also=also
            )  # fmt: skip
            kind = "primary" if event in FIRST else "secondary"
            if kept_button(
                registering.said(event), f"{key}.{event}", of=key, kind="primary" if kind == "primary" else "secondary",
                enabled=bool(author),
            ):  # fmt: skip
                do(step, f"Registration {event}.", key)
