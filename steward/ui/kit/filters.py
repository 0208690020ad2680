"""The book and the filters of a page about it, chosen at its top and kept in the URL."""

from collections.abc import Mapping, Sequence

import streamlit as st

from steward.briefings.internal.book.book import Filters
from steward.briefings.internal.book.scope import Book
from steward.exhibits import listed
from steward.services import book as book_service
from steward.services import targets
from steward.ui.kit.cache import kept
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import account_labels, colleague_labels
from steward.ui.kit.selection import choose_book
from steward.ui.kit.shown import filtered, only

LONGEST = 60
"""Of an address somebody made up, that much is repeated."""
ACCOUNT_REGION, TEAM_REGION = "Region of the account", "Team's region"
"""An account and who looks after it may be of two regions; a label says whose is meant."""


def choose_filtered_book(*, of_people: bool = False) -> tuple[Book, Filters]:
    """The quarter, and of whom: owners, regions, single accounts, strategic accounts only.

    `of_people`: the page is about what each of us does, so a region is that of our people. Accounts that left can be
    asked for too, after those there are: what they lost and left open is told."""
    book = choose_book()
    everything = kept(lambda: book_service.brief(book), "portfolio", book.quarter)
    us, names = colleague_labels(), account_labels()
    places = st.columns([3, 3, 3, 2], vertical_alignment="bottom")
    with places[0]:
        owners = _several("owner", "Owner", {key: us.get(key, name) for key, name in everything.owners.items()})
    with places[1]:
        regions = _regions(book, everything.regions, of_people)
    with places[2]:
        ours = (row.account_id for row in everything.rows)
        accounts = _several("only", "Account", {key: names[key] for key in dict.fromkeys((*ours, *names))})
    with places[3]:
        strategic = st.toggle("Strategic only", value=st.query_params.get("strategic") == "1")
    _say("strategic", ["1"] if strategic else [])
    filtered("Strategic only", "yes" if strategic else "")
    filters = Filters(owners=owners, strategic_only=strategic, accounts=accounts, **regions)
    only(kept(lambda: book_service.accounts_of(book, filters), "accounts of", book.quarter, filters))
    return book, filters


def _regions(book: Book, of_accounts: Sequence[str], of_people: bool) -> dict[str, tuple[str, ...]]:
    """Of the accounts, or of our people."""
    if not of_people:
        return {"regions": _several("region", ACCOUNT_REGION, {one: one for one in of_accounts})}
    ours = kept(lambda: targets.team_regions(book), "team regions")
    return {"team_regions": _several("team_region", TEAM_REGION, {one: one for one in ours})}


def _several(name: str, label: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Any number of ids, read from the URL when the page opens and written back; an address may also give a label."""
    if f"{name}.several" not in st.session_state:
        ids = {**{label: key for key, label in labels.items()}, **{key: key for key in labels}}
        asked = st.query_params.get_all(name)
        st.session_state[f"{name}.several"] = list(dict.fromkeys(ids[one] for one in asked if one in ids))
        for one in asked:
            if one not in ids:
                st.warning(plain(f"{label}: there is no “{one[:LONGEST]}” here, filter ignored."))
    picked = st.multiselect(
        label, list(labels), key=f"{name}.several", placeholder=f"Every {label.lower()}",
        format_func=lambda one: labels.get(one, one),
    )  # fmt: skip
    _say(name, picked)
    filtered(label, listed([labels.get(one, one) for one in picked]))
    return tuple(picked)


def _say(name: str, values: Sequence[str]) -> None:
    if values != st.query_params.get_all(name):
        if values:
            st.query_params[name] = list(values)
        else:
            del st.query_params[name]
