"""What a seller says of the whole quarter: three numbers of each kind, and a note."""

from dataclasses import replace
from functools import partial

import streamlit as st

from steward.briefings.internal.forecast.source import HeldCall, PersonForecast
from steward.domain.forecasting.items import CallKind, numbers_of
from steward.domain.requests.claims import cents_of
from steward.plans.internal.forecast import CalledNumbers, CallFile, CallNote
from steward.plans.internal.forecast_files import ForecastFiles
from steward.services.forecast import acting
from steward.services.forecast.acting import CallActor
from steward.services.plans.files import field_told
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun
from steward.ui.kit.undo import tell_saved
from steward.ui.plans.entry import Entry, asked_to_save_entry


def cents_typed(label: str, key: str, saved: int) -> int | None:
    """An amount that begins with one in cents; None where nothing stands in it."""
    found = st.number_input(label, step=100.0, format="%.2f", **begun(key, saved / 100))
    return None if found is None else cents_of(found)


def say_numbers(
    files: ForecastFiles, call: HeldCall, one: PersonForecast, kind: CallKind, actor: CallActor
) -> None:  # fmt: skip
    """The numbers of one kind; what is left empty is what the opportunities come to."""
    live = one.of_live(kind)
    if not live:
        return
    name = f"forecast.numbers.{call.ref.name}.{kind.value}"
    entry = Entry(name, acting.opened(files, call.ref), acting.part_of_numbers(kind))
    base, opportunities = entry.base, numbers_of(live)
    st.markdown(f"### {plain(kind.label)}", anchors=False)
    with st.container(horizontal=True):
        typed = [
            st.number_input(
                label, step=100.0, format="%.2f", placeholder=f"{value / 100:,.2f}", **begun(f"{name}.{key}", said)
            )
            for label, key, said, value in (
                ("Commit", "commit", base.commit, opportunities.commit),
                ("Most likely", "likely", base.most_likely, opportunities.likely),
                ("Best", "best", base.best, opportunities.best),
            )
        ]
    wanted = CalledNumbers(commit=typed[0], most_likely=typed[1], best=typed[2])
    edited = wanted != base
    clash = entry.clash(wanted, edited, actor.name, partial(field_told, CallFile, {}))
    wrong = acting.wrong_numbers(wanted, kind, one.live)
    if asked_to_save_entry(name, edited, clash, actor.name, f"{name}.button", wrong=wrong if edited else ""):
        entry.save(wanted, actor.name, over=clash)
        st.rerun()
    tell_saved(name, actor.name, f"{name}.undo")


def say_note(files: ForecastFiles, call: HeldCall, actor: CallActor) -> None:
    """What whoever reads the call should know."""
    name = f"forecast.note.{call.ref.name}"
    entry = Entry(name, acting.opened(files, call.ref), acting.part_of_note())
    base = entry.base
    said = st.text_area("Note", help="What whoever reads the call should know.", **begun(f"{name}.said", base.said))
    wanted: CallNote = replace(base, said=(said or "").strip())
    edited = wanted != base
    clash = entry.clash(wanted, edited, actor.name, partial(field_told, CallFile, {}))
    if asked_to_save_entry(name, edited, clash, actor.name, f"{name}.button"):
        entry.save(wanted, actor.name, over=clash)
        st.rerun()
