"""The health of one account on a page: its groups, what moved it between two months, and what was set beside it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from steward.briefings.internal.health.account_health import MOVED_OVER, AccountHealth
from steward.briefings.internal.health.health import HealthBook
from steward.briefings.internal.scope.book import Book
from steward.exhibits import NOT_KNOWN, Bridge, Exhibit, month_text
from steward.services import health
from steward.services.plans.account_plans import opened_strategy
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import account_labels
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.kit.shown import told
from steward.ui.kit.undo import tell_saved
from steward.ui.kit.who import who
from steward.ui.plans.editor import edit_section
from steward.ui.plans.files import plans

ADDRESS = "health"
SECTION = "health_override"


def choose_line(brief: HealthBook, *ticked: str | None) -> AccountHealth | None:
    """The account to look into: the row that was ticked last, else what is chosen; kept in the URL."""
    known = {one.row.account_id: one for one in brief.lines}
    hint = "Choose an account for what its health is made of, or tick a row above"
    return pick(known, ticked, partial(_named, account_labels()), "Health of", hint, ADDRESS)


def _named(names: Mapping[str, str], one: AccountHealth) -> str:
    return f"{names.get(one.row.account_id, one.row.name)} · {one.health or NOT_KNOWN}"


def work_on(book: Book, brief: HealthBook, line: AccountHealth) -> str:
    """One of several beside their list, with the form in which a health is set by hand; who works on it."""
    account_id = line.row.account_id
    with side_panel(ADDRESS):
        st.markdown(f"## {plain(line.said)}", anchors=False)
        told(f"health.{account_id}", line.row.name, str(line.health or NOT_KNOWN))
        _tell(line)
        author = who()
        opened = opened_strategy(plans(), account_id)
        edit_section(account_id, opened, opened.sections[SECTION], author, alone=False)
        tell_saved(account_id, author, f"{ADDRESS}.undo")
        for one in _made_of(book, brief, line):
            show.exhibit(one)
    return author


def show_one(book: Book, brief: HealthBook, line: AccountHealth) -> None:
    """The only one there is: what the score is made of, why it moved, and why it may be wrong."""
    with st.container(border=True):
        said, link = st.columns([4, 1.2], vertical_alignment="center")
        with said:
            _tell(line)
        where = {"account": line.row.account_id, "section": SECTION}
        link.page_link(pages.ACCOUNT_PLAN.path, label="Set by hand", icon=":material/edit_note:", query_params=where)
        show.exhibits(_made_of(book, brief, line))


def _tell(line: AccountHealth) -> None:
    """Why green may not be green, and what somebody set beside the score."""
    if line.reasons:
        show.notice(f"Green with warning signs: {'; '.join(line.reasons)}.")
    found = line.override
    if found and found.problem:
        st.warning(plain(found.problem), icon=":material/report:")
    elif found:
        st.info(f"Set by hand: {plain(found.said)}", icon=":material/pan_tool:")
    else:
        st.caption("You know better? Set another health beside this one, with a reason and a date it ends on.")


def _made_of(book: Book, brief: HealthBook, line: AccountHealth) -> Sequence[Exhibit]:
    """The figures, and what else the score is made of, to be drawn below them."""
    found = health.health_of_one(book, line, brief.history)
    if found is None:
        show.empty(f"Not enough data on {line.row.name} for a score.")
        return ()
    show.figures(found.figures)
    bridge = _bridge(book, brief, line.row.account_id, found.months)
    show.nothing_of({"what moved it": bridge, "the score over time": found.trend})
    return [one for one in (bridge, found.trend, found.groups, found.signals) if one]


def _bridge(book: Book, brief: HealthBook, account_id: str, months: tuple[date, ...]) -> Bridge | None:
    """What moved the score between two months; None where no month has a score."""
    return health.health_bridge(book, brief.history, account_id, *_months(months)) if months else None


def _months(months: tuple[date, ...]) -> tuple[date, date]:
    """The two months the bridge joins; they may be chosen in any order."""
    first, second, _ = st.columns([1, 1, 3])
    since = first.selectbox("What moved it, from", months, max(len(months) - 1 - MOVED_OVER, 0), format_func=month_text)
    until = second.selectbox("to", months, len(months) - 1, format_func=month_text)
    return min(since, until), max(since, until)
