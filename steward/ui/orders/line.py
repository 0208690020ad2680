"""One line of an order beside the lists: its way, what we do about it, what the customer is told, its first invoice."""

from collections.abc import Mapping

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.orders.account import AccountOrdersBriefing
from steward.briefings.internal.orders.line import Line
from steward.domain.ordering.first_invoice import Outcome
from steward.exhibits import day_text
from steward.plans.customer.delivery import LineWords
from steward.services import orders
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.escape import plain
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.kit.who import who
from steward.ui.plans.entry_form import EntryForm, Signed
from steward.ui.plans.files import choices, plans, success_plan

ADDRESS = "line"
CARE = (("cause", "owner", "due"), ("jeopardy",), ("next_step",), ("settled_on",))
WORDS = (("promised_on", "told_on", "cause"), ("words",), ("need", "need_by"))


def show_lines(about: Subject, brief: AccountOrdersBriefing) -> None:
    """The lists, and beside them the line that was picked."""
    show.exhibits([one for one in (brief.timeline,) if one])
    there = [one for one in (brief.open_lines, brief.invoices, brief.done_lines) if one]
    ticked = [show.table(one, selectable=True, headed=True) for one in there]
    show.nothing_of(
        {
            "lines still to come": brief.open_lines,
            "first invoices": brief.invoices,
            "lines delivered": brief.done_lines,
            "lines on a line of time": brief.timeline,
            "orders": brief.orders,
        }
    )
    show.exhibits([one for one in (brief.orders,) if one])
    known = {one.key: one for one in brief.lines}
    if not known:
        return
    chosen = pick(known, ticked, _named, "Line", "Choose a line, or tick a row above", ADDRESS)
    if chosen:
        with side_panel(ADDRESS):
            _line(about, chosen)


def _named(one: Line) -> str:
    return f"{one.row.title} · {one.name} · {one.key}"


def _line(about: Subject, one: Line) -> None:
    st.markdown(f"## {plain(one.name)}", anchors=False)
    st.caption(plain(_about(one)))
    if one.says_otherwise:
        st.warning(plain(one.says_otherwise))
    _first_invoice(about.account_id, one)
    author, known = who(), choices(about.account_id, success_plan(about.account_id).plan)
    st.markdown("### What we do about it", anchors=False)
    care = orders.first_care(one)
    _form(EntryForm(orders.opened_care(plans(), about.account_id), "care", one.key, care, CARE, known, "care"), author)
    st.markdown("### What the customer is told", anchors=False)
    words = orders.first_words(one)
    opened = orders.opened_words(plans(), about.account_id)
    _form(
        EntryForm(opened, "lines", one.key, words, WORDS, known, "told"), author,
        lambda said: orders.told_anew(words, said, one.today) if isinstance(said, LineWords) else said,
    )  # fmt: skip
    way, moves = orders.milestones(about, one), orders.moves(about, one)
    for table in (way, moves):
        if table:
            show.table(table, headed=True)
    show.nothing_of({"milestones": way, "days that were moved": moves})


def _form(form: EntryForm, author: str, signed: Signed = lambda record: record) -> None:
    form.draw(author, signed)
    form.tell_saved(author)


def _about(one: Line) -> str:
    row = one.row
    days = (
        ("first promised for", row.first_promised_on), ("promised now for", row.promised_on),
        ("delivered on", row.completed_on), ("accepted on", row.accepted_on), ("billed from", row.billing_started_on),
    )  # fmt: skip
    told = [f"{what} {day_text(day)}" for what, day in days if day]
    late = f"{one.days_late} days late" if one.days_late else ""
    reason = f"moved {row.moved}×: {row.reason}" if row.reason else ""
    return " · ".join(filter(None, (one.key, row.state, *told, late, reason)))


def _first_invoice(account_id: str, one: Line) -> None:
    """What is wrong with it, and what became of that; the way to dispute it, or to have it billed."""
    if one.outcome is Outcome.CORRECTED:
        st.success(plain(orders.wrong_in_words(one)))
    if not one.outcome.wrong:
        return
    st.warning(plain(orders.wrong_in_words(one)))
    if one.asked:
        st.markdown(plain(orders.asked_in_words(one)))
        label, icon = "Open the request", "support_agent"
        asks: Mapping[str, str] = {"request": f"{account_id}/{one.asked.said.id}"}
    else:
        label, icon = ("Dispute this", "gavel") if one.wrong_by > 0 else ("Ask accounting to bill it", "receipt_long")
        asks = orders.to_correct(one)
    st.page_link(
        pages.ACCOUNT_REQUESTS.path, label=label, icon=f":material/{icon}:",
        query_params={"account": account_id, **asks},
    )  # fmt: skip
