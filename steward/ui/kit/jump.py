"""One box that finds a page, an account or one of our people, from anywhere; Ctrl+K leads to it.

All that has a name is a long list in a large book, and most pages are left without a look at it: it is sent once
somebody goes to the box, and until then the box holds the pages alone."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from steward.domain.labels import as_typed
from steward.errors import StewardError
from steward.metrics import definitions
from steward.services import families, labels
from steward.services.labels import NamedThing
from steward.ui import pages
from steward.ui.kit.cache import kept, warehouse
from steward.ui.kit.labels import account_labels, colleague_labels
from steward.ui.pages import PageOf

HERE = Path(__file__).parent
BOX = "jump"
TO, ASKED = f"{BOX}.to", f"{BOX}.asked"
Place = tuple[str, tuple[tuple[str, str], ...]]
"""A page's path, and what its address asks for."""
ACTIONS: Sequence[tuple[str, PageOf, tuple[tuple[str, str], ...]]] = (
    ("Set a forecast", pages.COMMERCIAL, ()),
    ("Note a departure", pages.RELATIONSHIP_MAP, ()),
    ("Prepare the review", pages.REVIEW, ()),
    ("Write a commitment", pages.ACCOUNT_PLAN, (("section", "commitments"),)),
    ("Set the health by hand", pages.ACCOUNT_PLAN, (("section", "health_override"),)),
)
"""What is done most often at an account, and where."""


def jump(listed: Sequence[PageOf]) -> None:
    """The box in the sidebar. `listed`: the pages that the reader may open."""
    with st.sidebar:
        _box(listed)


@st.fragment
def _box(listed: Sequence[PageOf]) -> None:
    if TO in st.session_state:
        st.rerun()
    asked = ASKED in st.session_state
    there = places(listed) if asked else _page_places(listed)
    st.selectbox(
        "Jump to (Ctrl+K)", list(there), None, key=BOX, placeholder="Account, person, page …",
        on_change=_chosen, args=(there,), filter_mode="contains",
    )  # fmt: skip
    _keys()(key="jump-keys", height="content", data={"asked": asked}, on_asked_change=_ask)


def go_where_asked() -> None:
    """Where something was chosen, the page runs no further and the other one opens."""
    asked: Place | None = st.session_state.pop(TO, None)
    if asked:
        st.switch_page(asked[0], query_params=dict(asked[1]))


def places(listed: Sequence[PageOf]) -> Mapping[str, Place]:
    """Everything that can be jumped to, by how it is called: pages first, then what can be done at the account that is
    looked at, accounts and families, our own people, and then what has a name at accounts."""
    found = dict(_page_places(listed))
    if pages.DEFINITIONS in listed:
        found |= {f"{name} · definition": (pages.DEFINITIONS.path, (("metric", name),)) for name in definitions()}
    if pages.ACCOUNT in listed:
        try:
            found |= {**_actions(), **kept(_people_and_accounts, "places")}
        except StewardError:  # nothing is loaded yet
            return found
    return found


def _page_places(listed: Sequence[PageOf]) -> Mapping[str, Place]:
    return {one.title: (one.path, ()) for one in listed}


def _actions() -> Mapping[str, Place]:
    """What is done often; at the account that is looked at, where there is one."""
    account_id = st.query_params.get("account") or st.session_state.get("chosen.account", "")
    name = account_labels().get(account_id)
    if not name:
        return {}
    return {
        f"{action}: {name} · action": (page.path, (("account", account_id), *asked)) for action, page, asked in ACTIONS
    }


def _people_and_accounts() -> Mapping[str, Place]:
    accounts = {
        f"{name} · account": (pages.ACCOUNT.path, (("account", key),)) for key, name in account_labels().items()
    }
    kin = {
        f"{one.name} · family": (pages.FAMILIES.path, (("family", key),))
        for key, one in families.all_of(warehouse()).items()
    }
    people = {f"{name} · week": (pages.MY_WEEK.path, (("person", key),)) for key, name in colleague_labels().items()}
    things = {label: _place_of(one) for label, one in labels.things(warehouse()).items()}
    return {_found_by(label): place for label, place in {**accounts, **kin, **people, **things}.items()}


def _found_by(label: str) -> str:
    """With the words of the name as people type them, where those are others: the box finds what is written in it."""
    typed = as_typed(label.partition(" · ")[0])
    return f"{label} ({typed})" if typed else label


def _place_of(one: NamedThing) -> Place:
    """Where something of an account is told."""
    page, asked = {
        "contact": (pages.RELATIONSHIP_MAP, ()),
        "opportunity": (pages.COMMERCIAL, (("deal", one.key),)),
        "contract": (pages.COMMERCIAL, (("contract", one.key),)),
    }[one.kind]
    return page.path, (("account", one.account_id), *asked)


def _chosen(there: Mapping[str, Place]) -> None:
    """The box is empty again for the next time."""
    if place := there.get(st.session_state[BOX] or ""):
        st.session_state[TO] = place
    st.session_state[BOX] = None


def _ask() -> None:
    st.session_state[ASKED] = True


@cache
def _keys() -> Any:
    return st.components.v2.component(
        "steward_jump",
        js=(HERE / "jump.js").read_text(encoding="utf-8"),
        css=".st-key-jump-keys { position: absolute; }",
        html="<span></span>",
        isolate_styles=False,
    )
