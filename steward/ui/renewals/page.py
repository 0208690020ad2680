"""Renewals on a page: one to work on, what the data says of it, and its dates for a calendar."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.renewals.renewals import Renewals
from steward.briefings.internal.scope.book import Book
from steward.exhibits import Figure, Unit, day_text
from steward.services import renewals
from steward.services.renewals import quoted_in_words
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.downloads import offer
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import account_labels
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.kit.views import choose_view
from steward.ui.renewals.form import edit_renewal

MOST_RISKS = 5
BESIDE = ("renewals.atr", "renewals.saved")
"""What the tiles leave out: the note of the rate says the one, the title of the plays the other."""


VIEWS = {
    "forecast": ":material/query_stats: Forecast",
    "windows": ":material/calendar_month: Windows",
    "risks": ":material/warning: Risks and plays",
}


def show_renewals(book: Book, brief: Renewals) -> None:
    """One view of them at a time."""
    views: Mapping[str, Callable[[Book, Renewals], None]] = {
        "forecast": _forecast,
        "windows": _windows,
        "risks": _risks,
    }
    views[choose_view("part", "Part", VIEWS)](book, brief)


def _forecast(book: Book, brief: Renewals) -> None:
    """What is to be expected, and each contract with the form of its forecast."""
    show.exhibits([one for one in (brief.range, brief.quarters) if one])
    picked = show.table(brief.contracts, selectable=True, headed=True) if brief.contracts else None
    quoted = show.table(brief.quotes, selectable=True, headed=True) if brief.quotes else None
    show.nothing_of(
        {
            "this quarter and the two after it": brief.range,
            "contracts that end within a year": brief.quarters,
            "contracts to work on": brief.contracts,
            "quotes for them": brief.quotes,
        }
    )
    if brief.ahead and (chosen := choose_renewal(brief, picked, quoted)):
        work_on(chosen, brief, book.money)


def _windows(book: Book, brief: Renewals) -> None:
    """Which windows open when, what they still ask for, and the days for a calendar."""
    found = [one for one in (brief.calendar, brief.windows, brief.days) if one]
    show.exhibits(found)
    download_dates(book, brief)
    show.nothing_of(
        {
            "windows of the next months": brief.calendar,
            "contracts in a window": brief.windows,
            "windows and notice dates of the next 60 days": brief.days,
        }
    )


def _risks(book: Book, brief: Renewals) -> None:
    """What in the contracts may cost money, and what is done about renewals at risk."""
    found = [one for one in (brief.risks, brief.plays) if one]
    show.exhibits(found)
    show.nothing_of({"risks in contracts": brief.risks, "plays": brief.plays})


def shown_figures(brief: Renewals) -> tuple[Figure, ...]:
    """The figures as tiles."""
    return tuple(figure for figure in brief.figures if figure.id not in BESIDE)


def choose_renewal(brief: Renewals, *picked: str | None) -> Renewal | None:
    """The renewal to work on: the row that was ticked last, else what is chosen; kept in the URL."""
    known = {one.row.contract_id: one for one in brief.ahead}
    hint = "Choose a contract to set its forecast, or tick a row above"
    return pick(known, picked, partial(_named, account_labels()), "Renewal", hint, "contract", brief)


def _named(names: Mapping[str, str], one: Renewal) -> str:
    account = names.get(one.row.account_id, one.account.name)
    return f"{account} · {one.row.contract_id} · ends {day_text(one.row.ends_on)}"


def work_on(one: Renewal, brief: Renewals, money: Unit) -> None:
    """What people say and what the data says, side by side."""
    contracts = [other.row.contract_id for other in brief.found if other.row.account_id == one.row.account_id]
    with side_panel("contract"):
        st.markdown(f"## {plain(_named(account_labels(), one))}", anchors=False)
        edit_renewal(one, contracts, lambda: _tell(one, money))


def _tell(one: Renewal, money: Unit) -> None:
    """The signal with the facts it rests on, and the risks."""
    said = f"The data says: {one.signal.word}" if one.is_open else f"It is {one.state}"
    st.markdown(f"## {plain(said)}", anchors=False)
    st.caption(plain(_terms(one, money)))
    for heading, facts in (("Against it", one.signal.against), ("For it", one.signal.speaks_for)):
        if facts:
            st.caption(heading)
            st.markdown("\n".join(f"- {plain(fact)}" for fact in facts))
    for quote in one.quotes:
        st.page_link(
            pages.QUOTE.path, label=plain(quoted_in_words(quote)), icon=":material/request_quote:",
            query_params={"account": one.row.account_id, "quote": quote.quote.quote_id},
        )  # fmt: skip
    for risk in one.risks[:MOST_RISKS]:
        st.warning(plain(risk.words), icon=":material/warning:")


def _terms(one: Renewal, money: Unit) -> str:
    """What the contract brings, and how it ends."""
    row = one.row
    told = [
        f"{money.text(row.atr)} a month" if row.atr is not None else "MRR not known",
        f"ends {day_text(row.ends_on)}",
    ]
    told += [f"notice until {day_text(row.notice_by)}"] if row.notice_by else []
    told += ["renews by itself"] if row.auto_renews else []
    told += (
        [f"its renewal opportunity asks for {money.text(row.opportunity_amount)}"]
        if row.opportunity_status == "open"
        else []
    )
    return "; ".join(told)


def download_dates(book: Book, brief: Renewals) -> None:
    """Every window and notice date ahead as a calendar file, made when it is asked for."""
    if brief.dates:
        offer(
            "Dates for the calendar (.ics)",
            lambda: renewals.calendar(book, brief),
            f"renewals-{book.quarter}.ics",
            "text/calendar",
            what="renewal dates",
            icon="event_upcoming",
            key="renewal.ics",
        )
