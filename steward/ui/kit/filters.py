"""The book and the filters of a page about it, chosen at its top and kept in the URL."""

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from steward.briefings.internal.book.book import BookBriefing
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.exhibits import listed
from steward.services import book as book_service
from steward.services import targets
from steward.ui.kit.address import all_in_address, to_address
from steward.ui.kit.cache import kept
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import account_labels, colleague_labels
from steward.ui.kit.selection import choices_bar, choose_book
from steward.ui.kit.shown import filtered, only
from steward.ui.kit.tab_title import page_shown
from steward.ui.kit.typed import put
from steward.ui.kit.who import narrowed_to, person

ONLY = "only"
BAR = (1.6, 2.6, 2.6, 2.6, 1.9)
"""Widths of the quarter and of each filter, in one bar."""
LONGEST = 60
"""Of an address somebody made up, that much is repeated."""
ACCOUNT_REGION, TEAM_REGION = "Region of the account", "Team's region"
"""An account and who looks after it may be of two regions; a label says whose is meant."""


def choose_filtered_book(*, of_people: bool = False, acting: bool = False) -> tuple[Book, Filters]:
    """The quarter, and of whom: owners, regions, single accounts, strategic accounts only.

    `acting`: the page is of what is to be done, and opens on the quarter that runs; `of_people`: it is about what each
    of us does, so a region is that of our people. Accounts that left can be asked for too, after those there are: what
    they lost and left open is told."""
    places = choices_bar(*BAR)
    book = choose_book(acting=acting, place=places[0])
    everything = briefed_book(book)
    us, names = colleague_labels(), account_labels()
    mine = _mine(everything.owners)
    with places[1]:
        owners = _several("owner", "Owner", {key: us.get(key, name) for key, name in everything.owners.items()})
    with places[2]:
        regions = _regions(book, everything.regions, of_people)
    with places[3]:
        ours = (row.account_id for row in everything.rows)
        accounts = _several(ONLY, "Account", {key: names[key] for key in dict.fromkeys((*ours, *names))})
    with places[4]:
        strategic = _toggled("strategic", "Strategic only")
        # Whoever asks for single owners or accounts means these, whosever they are.
        if mine and not owners and not accounts and _toggled("mine", "Mine only", first=True):
            owners = mine
            filtered("Owner", listed([us.get(one, everything.owners[one]) for one in mine]))
    filters = Filters(owners=owners, strategic_only=strategic, accounts=accounts, **regions)
    only(accounts_of(book, filters), filters.in_words({**everything.owners, **us}, names))
    return book, filters


def briefed_book(book: Book, filters: Filters = EVERYTHING) -> BookBriefing:
    """The accounts that pass the filters, and what they bring."""
    return kept(lambda: book_service.brief(book, filters), "portfolio", book.quarter, filters)


def accounts_of(book: Book, filters: Filters = EVERYTHING) -> tuple[str, ...]:
    """Those that pass the filters, by id."""
    return kept(lambda: book_service.accounts_of(book, filters), "accounts of", book.quarter, filters)


def team_regions(book: Book) -> Sequence[str]:
    """The regions of our people."""
    return kept(lambda: targets.team_regions(book), "team regions")


def _regions(book: Book, of_accounts: Sequence[str], of_people: bool) -> dict[str, tuple[str, ...]]:
    """Of the accounts, or of our people."""
    if not of_people:
        return {"regions": _several("region", ACCOUNT_REGION, {one: one for one in of_accounts})}
    return {"team_regions": _several("team_region", TEAM_REGION, {one: one for one in team_regions(book)})}


def _several(name: str, label: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Any number of ids, read from the URL when the page opens and written back; an address may also give a label."""
    _begin(name, label, labels)
    picked = st.multiselect(
        label, list(labels), key=f"{name}.several", placeholder="All",
        format_func=lambda one: labels.get(one, one),
    )  # fmt: skip
    _keep(name, picked)
    filtered(label, listed([labels.get(one, one) for one in picked]))
    return tuple(picked)


def press_several(
    name: str, label: str, labels: Mapping[str, str], there: Collection[str], icons: Mapping[str, str]
) -> tuple[str, ...]:
    """The same of a few, to press. `there`: those there are any of here; what was chosen elsewhere stays in sight.
    `icons`: what each has before its label."""
    _begin(name, label, labels)
    key = f"{name}.several"
    options = tuple(one for one in labels if one in there or one in st.session_state[key])
    if len(options) < 2 and not st.session_state[key]:
        return ()
    put(key, st.session_state[key], options)
    picked = st.pills(
        label,
        options,
        selection_mode="multi",
        key=key,
        label_visibility="collapsed",
        format_func=lambda one: f"{icons[one]} {plain(labels[one])}",
    )
    _keep(name, picked)
    return tuple(picked)


def _begin(name: str, label: str, labels: Mapping[str, str]) -> None:
    """What is chosen when the page opens: what its address says, else what was chosen on the page before."""
    if not _opens(name, f"{name}.several"):
        return
    ids = {**{label: key for key, label in labels.items()}, **{key: key for key in labels}}
    asked = all_in_address(name) or [one for one in _held(name) if one in ids]
    st.session_state[f"{name}.several"] = list(dict.fromkeys(ids[one] for one in asked if one in ids))
    for one in asked:
        if one not in ids:
            st.warning(plain(f"{label}: there is no “{one[:LONGEST]}” here, filter ignored."))


def _mine(owners: Mapping[str, str]) -> tuple[str, ...]:
    """Those of the owners who are the reader or report to them; none where that is everybody, or it is not known who
    looks."""
    found = tuple(sorted(narrowed_to(person()) & set(owners)))
    return found if len(found) < len(owners) else ()


def _toggled(name: str, label: str, *, first: bool = False) -> bool:
    """Yes or no, read from the URL when the page opens, else as it was on the page before; `first`: before anybody
    chose."""
    if _opens(name, f"{name}.toggle"):
        found = all_in_address(name) or _held(name)
        st.session_state[f"{name}.toggle"] = "1" in found if found else first
    on = st.toggle(label, key=f"{name}.toggle")
    filtered(label, "yes" if on and not first else "")
    _keep(name, ["1"] if on else ["0"] if first else [])
    return on


def _opens(name: str, key: str) -> bool:
    """Whether the page is opened, or another than before: what a field held there is forgotten with it."""
    page, before = page_shown(), st.session_state.get(f"filter.{name}.page")
    st.session_state[f"filter.{name}.page"] = page
    return key not in st.session_state or page != before


def _held(name: str) -> Sequence[str]:
    """What was chosen on the page before: it holds on the next one too, but for single accounts. An address that asks
    for single accounts is a link to them, which no earlier choice may hide."""
    if name == ONLY or all_in_address(ONLY):
        return ()
    held: Sequence[str] = st.session_state.get(f"filter.{name}", ())
    return held


def _keep(name: str, values: Sequence[str]) -> None:
    if name != ONLY and not all_in_address(ONLY):
        st.session_state[f"filter.{name}"] = tuple(values)
    to_address(name, values)
