"""Which column of a file is which of ours, with what stands in it beside; what every row needs comes first."""

import streamlit as st

from steward.exhibits import listed
from steward.services.data.bring.accounts import AccountsIn, accounts_from, take_accounts
from steward.services.data.bring.choices import ColumnChoice, choices
from steward.services.data.bring.draft import Draft
from steward.services.data.bring.looks import ENOUGH, FileLook
from steward.services.data.bring.mapping import Feed, choose, feeds
from steward.ui.bring.held import change
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import put

TABLE = "bring.table"
NOT_THERE = ""
MORE = "bring.more"


def show_columns(draft: Draft, looks: list[FileLook]) -> str:
    """The columns of the table that is looked at; which one that is."""
    found = {one.table: one for one in feeds(draft) if one.sql or any(look.file in one.files for look in looks)}
    if not found:
        return ""
    st.markdown("## Columns", anchors=False)
    _offer_accounts(draft, looks)
    if st.session_state.get(TABLE) not in found:
        st.session_state[TABLE] = _first(found)
    table = st.segmented_control(
        "Table", list(found), key=TABLE, format_func=lambda name: name.replace("_", " ").capitalize(), required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    feed = found[str(table)]
    look = next((one for one in looks if one.file in feed.files and one.sheet in ("", feed.sheet)), None)
    if feed.sql:
        st.caption("A query makes this table; it stands in the text below.")
        st.code(feed.sql, language="sql")
    elif look and feed.files:
        _columns(feed, look)
    return feed.table


def _first(found: dict[str, Feed]) -> str:
    return next((name for name in ("accounts", "subscriptions", "charges") if name in found), next(iter(found)))


def _columns(feed: Feed, look: FileLook) -> None:
    every = choices(feed, look)
    fixed = not feed.section
    if fixed:
        st.caption(plain("Its columns have our names already, so nothing has to be said about them."))
        return
    used = {name for one in every for name in one.uses}
    left = [name for name in look.names if name not in used]
    shown = [one for one in every if one.required or one.expression]
    _heads()
    for one in shown:
        _row(feed.table, one)
    rest = [one for one in every if one not in shown]
    if rest:
        with st.expander(f"{len(rest)} more that {feed.table.replace('_', ' ')} may have"):
            for one in rest:
                _row(feed.table, one)
    if left and not feed.preset:
        st.caption(plain(f"Not used of this file: {', '.join(left[:20])}{' …' if len(left) > 20 else ''}"))


def _heads() -> None:
    ours, theirs, samples = st.columns([3, 4, 4])
    ours.caption("Steward's column")
    theirs.caption("Your column, or an expression you type")
    samples.caption("What stands in it")


def _row(table: str, one: ColumnChoice) -> None:
    ours, theirs, samples = st.columns([3, 4, 4], vertical_alignment="center")
    key = f"bring.column.{table}.{one.name}"
    with ours:
        needed = ":orange-badge[missing]" if one.required and not one.expression else "needed, " * one.required
        st.markdown(f"{plain(one.name)} :gray[:small[{needed}{one.kind}]]")
    with theirs:
        options = (NOT_THERE, *one.options)
        put(key, one.expression, options)
        st.selectbox(
            one.name, options, key=key, on_change=_choose, args=(table, one.name, key), accept_new_options=True,
            format_func=lambda said: said or "–", label_visibility="collapsed",
        )  # fmt: skip
    with samples:
        doubt = " · please check" if one.expression and 0 < one.confidence < (1 + ENOUGH) / 2 else ""
        st.caption(plain(" · ".join(text[:28] for text in one.samples) + doubt))


def _choose(table: str, column: str, key: str) -> None:
    said = st.session_state[key] or ""
    change(lambda draft: choose(draft, table, column, str(said)))


def _offer_accounts(draft: Draft, looks: list[FileLook]) -> None:
    """Where no file is of accounts, another may name them."""
    found = accounts_from(draft, looks)
    if found is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(plain(f"No file lists the accounts. {listed(found.files)} name them in {found.account}."))
        st.button("Take the accounts from there", key="bring.accounts", on_click=_take_accounts, args=(found,))


def _take_accounts(found: AccountsIn) -> None:
    change(lambda draft: take_accounts(draft, found))
