"""What the reader looks at, kept in the URL so that a link opens the same view, and across pages in the session."""

from collections.abc import Mapping, Sequence

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.scope.book import Book
from steward.errors import StewardError
from steward.exhibits import day_text
from steward.services.scope import acting_book, book_of, subject
from steward.ui.kit import show
from steward.ui.kit.address import in_address, to_address
from steward.ui.kit.audience import is_theirs
from steward.ui.kit.cache import warehouse
from steward.ui.kit.labels import account_labels
from steward.ui.kit.shown import about, filtered
from steward.ui.kit.tab_title import name_tab_of
from steward.ui.kit.typed import put


def choose_account(*, acting: bool = False) -> Subject:
    """The account and quarter chosen at the top of the page. `acting`: the page is of today, so no quarter is chosen,
    and the one chosen elsewhere stays. Ends the page where there is no such account, and where none is chosen yet: what
    is saved about whichever comes first would be about the wrong one."""
    with saying_no():
        left, right = choices_bar(3, 1)
        account_id = chosen(left, "account", "Account", account_labels())
        if not account_id:
            st.markdown("# Choose an account", anchors=False)
            st.stop()
        quarter = str(acting_book(warehouse()).quarter) if acting else _choose_quarter(right)
        found = subject(warehouse(), account_id, quarter)
        about(found.as_of, str(found.quarter), found.quarter.spoken, [account_id])
        filtered("Account", found.account.name)
        name_tab_of(found.account.name)
        return found


def choose_book(*, acting: bool = False, place: "st.delta_generator.DeltaGenerator | None" = None) -> Book:
    """The quarter of the book chosen at the top of the page, at first the last complete one; where it is `acting`, that
    of today. `place`: where it is chosen, else in a bar of its own."""
    with saying_no():
        return _told(book_of(warehouse(), _choose_quarter(place or choices_bar(1, 3)[0], acting=acting)))


def choices_bar(*widths: float) -> Sequence["st.delta_generator.DeltaGenerator"]:
    """Places for what the page is of and is narrowed to, in one bar at its top: two a row on a phone, none on paper."""
    with st.container(key="bar"):
        return st.columns(widths, vertical_alignment="bottom")


def whole_book() -> Book:
    """The book as it is now, for pages that are not about a quarter."""
    with saying_no():
        return _told(acting_book(warehouse()))


def _told(book: Book) -> Book:
    about(book.as_of, str(book.quarter), book.quarter.spoken)
    filtered("Days count from", day_text(book.now) if book.now != book.as_of else "")
    return book


def _choose_quarter(place: "st.delta_generator.DeltaGenerator", *, acting: bool = False) -> str:
    quarters = [str(quarter) for quarter in warehouse().quarters]
    default = str(acting_book(warehouse()).quarter if acting else warehouse().last_complete_quarter)
    return chosen(place, "quarter", "Quarter", {label: _spoken(label) for label in quarters}, default)


def _spoken(label: str) -> str:
    year, _, quarter = label.partition("-")
    return f"{quarter} {year}"


def chosen(
    place: "st.delta_generator.DeltaGenerator",
    name: str,
    label: str,
    labels: Mapping[str, str],
    default: str = "",
) -> str:
    """One of some ids, chosen by its label, read from and written to the URL under `name`; the only one there is, else
    empty, until one is chosen where there is no `default`."""
    default = default or (next(iter(labels)) if len(labels) == 1 else "")
    wanted = in_address(name) or str(st.session_state.get(f"chosen.{name}") or default)
    known = wanted in labels
    put(f"{name}.box", wanted if known else None)
    place.selectbox(
        label, list(labels), format_func=labels.__getitem__, key=f"{name}.box", on_change=_remember, args=(name,)
    )
    if known:
        # What a page opens on by itself is no choice, and no other page is to follow it.
        if wanted == default:
            st.session_state.pop(f"chosen.{name}", None)
        else:
            st.session_state[f"chosen.{name}"] = wanted
        to_address(name, wanted)
    return wanted


def _remember(name: str) -> None:
    """The reader chose: the URL follows at once."""
    picked = st.session_state[f"{name}.box"]
    if picked is not None:
        st.session_state[f"chosen.{name}"] = picked
        to_address(name, picked)


def open_account(account_id: str, page: str, **query: str) -> None:
    """Go to a page of another account; `query`: what else its address asks for."""
    st.session_state["chosen.account"] = account_id
    st.switch_page(page, query_params={"account": account_id, **query})


NOT_NOW = "This cannot be shown just now."
"""All that a customer is told of what went wrong."""


class saying_no:  # noqa: N801 - reads as a sentence in a with statement
    """A StewardError ends the page with its one sentence, not with a traceback."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Show what was refused and stop."""
        if isinstance(error, StewardError):
            show.empty(NOT_NOW) if is_theirs() else show.problem(error)
            st.stop()
