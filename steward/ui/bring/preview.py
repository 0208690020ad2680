"""What a load would make of it: the first rows, those it would reject and why, and sums to compare."""

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from steward.exhibits.wording import counted
from steward.services.data.bring.draft import Draft
from steward.services.data.bring.looks import FileLook
from steward.services.data.bring.mapping import choose, feeds
from steward.services.data.bring.remedies import remedies
from steward.services.data.bring.trying import begin_trial, trial_told
from steward.services.data.trials import Tried, TriedTable, spoken
from steward.ui.bring.held import change, tried
from steward.ui.kit import show
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.escape import plain
from steward.ui.kit.grid import show_grid

LOOK = 1.0
ROW, MOST_SHOWN = 35, 11
MOST_SAID = 12


def show_preview(draft: Draft, looks: list[FileLook], table: str) -> list[str]:
    """Of one table. What keeps a load from making anything of it, in words."""
    st.markdown("## As it would load", anchors=False)
    found, whole, every = tried(draft, table)
    if found.refused:
        st.error(plain(found.refused), icon=":material/error:")
        return [found.refused]
    if not every:
        _offer_whole(draft)
    if one := found.of(table):
        _told(one, whole)
        _ask(draft, looks, one)
        _tables(one, whole)
    if every:
        _every(found)
    return list(_nothing(found)) if every else []


def _nothing(found: Tried) -> Iterator[str]:
    """The tables without which nothing is loaded, where every row of theirs is rejected."""
    there = {one.report.table: one.report.loaded for one in found.tables}
    for names in (("accounts",), ("subscriptions", "charges")):
        fed = [name for name in names if name in there]
        if fed and not any(there[name] for name in fed):
            yield f"No row of {' or '.join(fed)} would load; above it says why."


def _told(one: TriedTable, whole: bool) -> None:
    of = "" if whole else "of the beginning of the file "
    name = one.report.table.replace("_", " ").capitalize()
    words = f"{name}: {of}{one.report.loaded:,} of {counted(one.report.read, 'row')} would load"
    if one.report.left_out:
        words += f" ({one.report.left_out:,} left out by the mapping)"
    if one.accounts is not None:
        words += f", of {counted(one.accounts, 'account')}"
    if one.report.rejected:
        st.warning(plain(f"{words}; {one.report.rejected:,} would be rejected."), icon=":material/report:")
    else:
        st.success(plain(f"{words}; none is rejected."), icon=":material/check:")


def _ask(draft: Draft, looks: list[FileLook], one: TriedTable) -> None:
    """What nothing in the file tells, and whoever brought it may know."""
    feed = next(each for each in feeds(draft) if each.table == one.report.table)
    look = next((each for each in looks if each.file in feed.files and each.sheet in ("", feed.sheet)), None)
    for remedy in remedies(feed, look, one) if look else ():
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(plain(remedy.asked))
            for words, expression in remedy.answers:
                st.button(
                    words, key=f"bring.remedy.{remedy.column}.{words}", on_click=_answer,
                    args=(feed.table, remedy.column, expression),
                )  # fmt: skip


def _answer(table: str, column: str, expression: str) -> None:
    change(lambda draft: choose(draft, table, column, expression))


def _tables(one: TriedTable, whole: bool) -> None:
    notes = [problem for problem in one.problems if problem.severity != "rejected"]
    names = ["Rows", f"Rejected ({one.report.rejected:,})", "Sums by month", f"Notes ({len(notes)})"]
    rows, rejects, sums, notices = st.tabs(names)
    with rows:
        st.caption(f"The first {len(one.rows):,}")
        _grid(_used(one), f"The first rows of {one.report.table}")
    with rejects:
        if one.rejects:
            frame = pd.DataFrame(list(one.rejects), columns=_unlike(one.reject_columns))
            _grid(frame, f"Rows of {one.report.table} that are rejected")
        else:
            show.empty("No row is rejected.")
    with sums:
        _sums(one, whole)
    with notices:
        for problem in notes[:MOST_SAID]:
            st.caption(plain(spoken(problem)))
        if not notes:
            show.empty("Nothing had to be assumed.")


def _grid(frame: pd.DataFrame, alt: str) -> None:
    show_grid(frame, height=ROW * (min(max(len(frame), 1), MOST_SHOWN) + 1) + 3, hide_index=True, alt=alt)


def _used(one: TriedTable) -> pd.DataFrame:
    """Without the columns that are empty in every row."""
    frame = pd.DataFrame(list(one.rows), columns=list(one.columns))
    return frame[[name for name in one.columns if not frame.empty and (frame[name] != "").any()]]


def _unlike(names: tuple[str, ...]) -> list[str]:
    return [name if name not in names[:number] else f"{name} ({number})" for number, name in enumerate(names)]


def _sums(one: TriedTable, whole: bool) -> None:
    if one.total is None:
        show.empty("This table has no amounts to add up.")
        return
    what = f"{one.money} of what runs at the end of each month" if one.in_force else f"{one.money} by month"
    part = "" if whole else "; of the beginning alone"
    st.caption(plain(f"{what[0].upper()}{what[1:]}, to hold against a report of your own{part}"))
    frame = pd.DataFrame(
        [(f"{each.month:%Y-%m}", each.rows, f"{each.amount:,.2f}") for each in one.months],
        columns=["month", "rows", one.money],
    )
    if len(frame):
        show_grid(frame, hide_index=True, width="content", alt=f"Sums of {one.report.table} by month")
    st.markdown(f"All together: **{plain(f'{one.total:,.2f}')}**")


def _every(found: Tried) -> None:
    said = [
        f"{one.report.table.replace('_', ' ')} {one.report.loaded:,}"
        + (f" ({one.report.rejected:,} rejected)" if one.report.rejected else "")
        for one in found.tables
    ]
    st.caption(plain(f"All tables: {' · '.join(said)}"))


def _offer_whole(draft: Draft) -> None:
    """The whole of large files is read by a process of its own, as long as it takes."""
    state = trial_told(draft)
    if state.running:
        _progress(draft)
    else:
        if state.problem:
            st.error(plain(state.problem), icon=":material/error:")
        if kept_button("Read the whole files", "bring.whole", of="bring.whole", icon=":material/functions:"):
            begin_trial(draft)
            st.rerun()


@st.fragment(run_every=LOOK)
def _progress(draft: Draft) -> None:
    state = trial_told(draft)
    if not state.running:
        st.rerun()
    st.progress(min(1.0, state.share), plain(f"{state.message}. You may go on, or leave this page, meanwhile."))
