"""One call: what its seller says, what a manager says beside it, and what may happen to it."""

from functools import partial

import streamlit as st

from steward.briefings.internal.forecast.source import HeldCall, PersonForecast
from steward.briefings.internal.scope.book import Book
from steward.domain.forecasting.items import CallKind, Numbers
from steward.exhibits import day_text
from steward.plans.internal.forecast_states import CallState
from steward.services.forecast import acting, desk
from steward.services.forecast.acting import CallActor
from steward.services.forecast.desk import ForecastBook
from steward.ui.forecast.numbers import cents_typed, say_note, say_numbers
from steward.ui.kit import show
from steward.ui.kit.acts import do
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import warehouse, workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun


def show_call(book: Book, brief: ForecastBook, one: PersonForecast, actor: CallActor) -> None:
    """The numbers from every side first, then what may be done."""
    st.markdown(f"## {plain(f'{one.name} · {brief.period.spoken}')}", anchors=False)
    st.caption(plain(_about(one)))
    show.table(desk.call_table(book, one), key="forecast.call.table")
    if one.current and one.current.standing.sent_back and one.state is CallState.OPEN:
        st.warning(plain(f"Sent back: {one.current.standing.sent_back}"), icon=":material/undo:")
    note = one.file.note.said if one.file else ""
    if note and not (one.state is CallState.OPEN and acting.may_call(actor, one.person_id)):
        st.markdown(plain(f"Note: {note}"))
    mine, leads = acting.may_call(actor, one.person_id), acting.may_lead(actor, one.person_id, brief.source.tree)
    if mine:
        _seller(brief, one, actor)
    if leads and one.current is not None and one.state is CallState.SUBMITTED:
        _manager(brief, one, one.current, actor)
    if not mine and not leads:
        st.caption(_whose_turn(one) if actor.name else "Say who you are to make, adjust or lock a call.")


def _about(one: PersonForecast) -> str:
    call = one.current or one.last
    if call is None:
        return "No call for this quarter yet. The numbers are what the opportunities come to in the CRM’s categories."
    held = call.standing
    told = [one.state.label]
    told += [day_text(held.on)] if held.on else []
    told += [f"by {held.by}"] if held.by and held.is_fixed else []
    told += [f"locked by {held.locked_by}"] if held.locked_by else []
    told += ["as it was submitted" if not call.problem else call.problem] if held.is_fixed else []
    return " · ".join(told)


def _whose_turn(one: PersonForecast) -> str:
    if one.state is CallState.SUBMITTED:
        return "Submitted: who leads them adjusts and locks it."
    return "Open: only its seller changes it." if one.state is CallState.OPEN else "Its seller makes the next call."


def _seller(brief: ForecastBook, one: PersonForecast, actor: CallActor) -> None:
    files, today, quarter = acting.files_of(workspace()), warehouse().today, brief.period
    key = f"forecast.{one.person_id}"
    if one.current is None:
        label = "Make the next call" if one.locked else "Make a call"
        if kept_button(label, f"{key}.begin", of=key, kind="primary", icon=":material/add_call:"):
            do(partial(acting.begin, files, one.person_id, quarter, actor, today), "The call is open.")
        return
    call = one.current
    if one.state is CallState.SUBMITTED:
        if kept_button("Call it back", f"{key}.back", of=key, says="To change it, until it is locked."):
            do(partial(acting.call_back, files, call.ref, call.standing, actor, today), "Called back: it is open.")
        return
    for kind in CallKind:
        say_numbers(files, call, one, kind, actor)
    say_note(files, call, actor)
    says = "It rests on the opportunities as they are today, whatever is loaded later."
    if kept_button("Submit", f"{key}.submit", of=key, kind="primary", says=says, icon=":material/send:"):
        step = partial(acting.submit, files, call.ref, call.standing, one.open_items, actor, today, brief.source.known)
        do(step, "Submitted.")


def _manager(brief: ForecastBook, one: PersonForecast, call: HeldCall, actor: CallActor) -> None:
    """Other numbers beside the seller's, with a reason; then lock it, or give it back."""
    files, today, tree = acting.files_of(workspace()), warehouse().today, brief.source.tree
    kind, key = brief.look.kind, f"forecast.adjust.{one.person_id}.{call.ref.name}.{brief.look.kind.value}"
    st.markdown(f"### {plain(f'Say other numbers beside it: {kind.label.lower()}')}", anchors=False)
    now = call.adjusted(kind)
    with st.container(horizontal=True):
        typed = [
            cents_typed(label, f"{key}.{name}", value)
            for label, name, value in (
                ("Commit", "commit", now.commit), ("Most likely", "likely", now.likely), ("Best", "best", now.best),
            )
        ]  # fmt: skip
    why = st.text_input("Why", help="Kept with the numbers. To send it back, say here why.", **begun(f"{key}.why", ""))
    to = Numbers(*(value if said is None else said for said, value in zip(typed, now, strict=True)))
    said = (why or "").strip()
    with st.container(horizontal=True):
        if kept_button("Say it beside", f"{key}.adjust", of=f"{key}.adjust", enabled=bool(said) and to != now):
            step = partial(acting.adjust, files, call.ref, call.standing, actor, tree, kind, to, said, today)
            do(step, "Said beside the call.", key)
        if kept_button(
            "Lock", f"{key}.lock", of=f"{key}.lock", kind="primary", icon=":material/lock:", says="For good."
        ):
            do(partial(acting.lock, files, call.ref, call.standing, actor, tree, today), "Locked.", key)
        if kept_button("Send it back", f"{key}.return", of=f"{key}.return", enabled=bool(said)):
            step = partial(acting.send_back, files, call.ref, call.standing, actor, tree, said, today)
            do(step, "Sent back to its seller.", key)
