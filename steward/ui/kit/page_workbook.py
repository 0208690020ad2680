"""The workbook of what a page showed, in its head: made of frozen values once somebody asks, so that nothing is read or
computed again."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from steward.services.workbook import About, workbook
from steward.ui.kit.cache import warehouse
from steward.ui.kit.downloads import offer
from steward.ui.kit.labels import colleague_labels
from steward.ui.kit.moved import remember
from steward.ui.kit.reader import reader
from steward.ui.kit.shown import PageShown, noting, whose
from steward.ui.kit.turned_down import warn_of_rejects_of
from steward.ui.kit.who import CHOSEN

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@contextmanager
def with_workbook(page: str, *, ours: bool) -> Iterator[None]:
    """One run of a page; at its end its head has the workbook of what it showed. `ours`: for our own eyes."""
    shown = PageShown(page, ours)
    with noting(shown):
        yield
        remember(whose(), shown.told)
    warn_of_rejects_of(shown)
    _offer(shown)


def _who() -> str:
    """Who takes it along, as far as anybody said."""
    chosen = st.session_state.get(CHOSEN, "")
    return reader().name or colleague_labels().get(chosen, chosen)


def _offer(shown: PageShown) -> None:
    """The button, where there is something to take along."""
    if not shown.figures and not shown.exhibits:
        return
    figures, exhibits = tuple(shown.figures), tuple(shown.exhibits)
    about = About(
        page=shown.page,
        headline=shown.headline,
        source=warehouse().facts.company,
        as_of=shown.as_of,
        quarter=shown.quarter,
        filters=tuple(shown.filters.items()),
        made_by=_who() if shown.ours else "",
        ours=shown.ours,
    )
    offer(
        "Excel",
        lambda: workbook(about, figures, exhibits),
        "-".join((*shown.page.lower().split(), *shown.called)) + ".xlsx",
        KIND,
        what=f"Excel of {shown.page}",
        accounts=shown.accounts,
        key=f"excel.{shown.page}",
        icon="table_view",
        place=shown.place or st,
        type="tertiary",
    )
