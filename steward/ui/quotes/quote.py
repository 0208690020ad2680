"""One quote on a page: how it stands and what to do next; its money, who approves, its parts to edit, its versions."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.quotes.briefing import QuoteBriefing
from steward.exhibits import day_text, listed
from steward.plans.internal.quote_record import DRAFT
from steward.services.plans.files import Opened
from steward.services.quotes import desk, evidence, imported
from steward.services.scope import acting_book
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.views import choose_view
from steward.ui.plans.editor import edit_section
from steward.ui.plans.files import plans
from steward.ui.quotes.acts import act
from steward.ui.quotes.decide import decide_forms, tell_ask
from steward.ui.quotes.mailed import by_mail
from steward.ui.quotes.next_acts import show_next_acts
from steward.ui.quotes.opened import scenarios_of
from steward.ui.quotes.papers import download_papers
from steward.workflow.ledger import LedgerEvent

VIEWS = {
    "approval": ":material/approval: Approval",
    "price": ":material/payments: Price",
    "lines": ":material/list: Lines",
    "scenarios": ":material/balance: Scenarios",
    "edit": ":material/edit: Edit",
    "versions": ":material/history: Versions",
}
ORDER = ":material/local_shipping: Order"
"""Once it is accepted: what was begun by it."""
PARTS: Mapping[str, tuple[str, str]] = {
    "Lines": ("offer", "lines"),
    "Offer": ("offer", "offer"),
    "Clauses": ("offer", "clauses"),
    "Reason": ("pricing", "reasons"),
    "List and cost": ("pricing", "prices"),
}


def show_quote(about: Subject, brief: QuoteBriefing, who: str) -> None:
    """Everything about one quote."""
    quote = brief.quote
    show.unusable(
        [one.said for one in (*quote.offer.problems, *quote.pricing.problems)],
        "Something in the files of this quote cannot be read. The rest works, and nothing is overwritten.",
    )
    if other := quote.record.copied_from:
        st.error(
            f"The record of this quote is that of {plain(other)}, and counts for nothing here: take events.jsonl out "
            "of its folder.", icon=":material/gpp_bad:",
        )  # fmt: skip
    elif quote.record.broken:
        lines = ", ".join(map(str, quote.record.broken))
        st.error(
            f"The record of this quote was changed by hand: line {lines} of events.jsonl.", icon=":material/gpp_bad:"
        )
    for said in brief.to_do:
        show.notice(said)
    _tell_elsewhere(brief)
    show_next_acts(quote, who)
    download_papers(about, brief)
    show.figures(brief.figures)
    views: Mapping[str, Callable[[QuoteBriefing, str], None]] = {
        "approval": partial(_approval, about), "price": _price, "lines": _lines, "scenarios": _scenarios, "edit": _edit,
        "versions": _versions, "order": _order,
    }  # fmt: skip
    labels = {"order": ORDER, **VIEWS} if quote.order else VIEWS
    views[choose_view("view", "View", labels, "edit" if quote.state == DRAFT and not quote.worth.lines else "")](
        brief, who
    )


def _tell_elsewhere(brief: QuoteBriefing) -> None:
    """What other systems say of it: its signature, and the quotes of the CPQ that stand for it."""
    if brief.signature:
        st.caption(plain(brief.signature))
    for one in imported.standing_for(acting_book(warehouse()), brief.quote):
        st.page_link(
            pages.QUOTE.path, label=plain(f"In the CPQ: {one.number}, {imported.state_of(one)}"),
            icon=":material/lock:", query_params={"account": one.account_id, "quote": one.key},
        )  # fmt: skip


def _take_over(brief: QuoteBriefing, who: str) -> None:
    """What the approval system says, with one press that writes all of it down that counts."""
    quote = brief.quote
    if waiting := evidence.to_take_over(quote):
        roles = listed([one.role for one in waiting])
        act(
            "Take over from the approval system", who, f"evidence.{quote.quote_id}", f"{len(quote.record.events)}",
            lambda: evidence.take_over(plans(), warehouse(), quote, who), f"Taken over: {roles}.", icon="download_done",
            says="Written down as imported: evidence of grade B.",
        )  # fmt: skip
    show.exhibits([one for one in (brief.imported_approvals,) if one])


def _approval(about: Subject, brief: QuoteBriefing, who: str) -> None:
    """The ask, who is asked, and the forms of those whose turn it is."""
    tell_ask(brief)
    if brief.approvals:
        show.exhibits([brief.approvals])
    else:
        show.empty(brief.nobody_asked)
    before = desk.precedents(acting_book(warehouse()), plans(), brief.quote)
    against = desk.policy(brief.quote)
    _take_over(brief, who)
    decide_forms(brief, who)
    by_mail(about, brief, who)
    if brief.with_fewer:
        st.markdown("## What would need fewer approvals", anchors=False)
        st.markdown("\n".join(f"- {plain(said)}" for said in brief.with_fewer))
    show.exhibits([one for one in (against, before) if one])
    show.nothing_of(
        {"rules": against, "comparable quotes": before, "decisions of the approval system": brief.imported_approvals}
    )


def _price(brief: QuoteBriefing, _who: str) -> None:
    show.exhibits([one for one in (brief.walk, brief.months) if one])
    show.nothing_of({"the price walk": brief.walk, "money by month": brief.months})


def _lines(brief: QuoteBriefing, _who: str) -> None:
    """Each line in money."""
    if not brief.lines:
        show.empty("It has no line yet.")
    show.exhibits([one for one in (brief.lines,) if one])
    show.nothing_of({"lines": brief.lines})


def _scenarios(brief: QuoteBriefing, _who: str) -> None:
    """The same quote otherwise: over other terms, at other prices, with another ramp."""
    found = scenarios_of(brief)
    shown = [one for one in (found.terms, found.prices, found.ramps) if one]
    if not shown:
        show.empty("Nothing can be compared until the quote has lines and nothing is missing in it.")
    show.exhibits(shown)
    show.nothing_of({"other terms": found.terms, "other prices": found.prices, "other ramps": found.ramps})


def _edit(brief: QuoteBriefing, who: str) -> None:
    """Its parts while it is a draft; afterwards as it was submitted."""
    quote = brief.quote
    if quote.record.state != DRAFT:
        show.empty("A quote that was submitted does not change. Recall it, or make a new version.")
        show.exhibits([one for one in (brief.lines,) if one])
        return
    part = choose_view("part", "Part", {name: name for name in PARTS})
    file, section = PARTS[part]
    opened: Opened[Any] = quote.offer if file == "offer" else quote.pricing
    edit_section(quote.account_id, opened, opened.sections[section], who)


def _order(brief: QuoteBriefing, who: str) -> None:
    """What was begun, and the orders of the account to give them their numbers."""
    show.exhibits([one for one in (brief.order,) if one])
    show.nothing_of({"lines of the order": brief.order})
    opened = desk.opened_orders(plans(), brief.quote.account_id)
    show.unusable(
        [one.said for one in opened.problems],
        "Something in the file of the orders cannot be read. The rest works, and nothing is overwritten.",
    )
    edit_section(brief.quote.account_id, opened, opened.sections["orders"], who)


def _versions(brief: QuoteBriefing, _who: str) -> None:
    """Two versions beside each other, and everything that happened."""
    quote = brief.quote
    known = {str(one.version): one for one in desk.versions(quote)}
    if known:
        chosen = st.selectbox("Compare with", list(known), len(known) - 1, lambda one: f"Version {one}")
        bridge, table = desk.version(plans(), quote, known[chosen or next(iter(known))])
        show.exhibits([one for one in (bridge, table) if one])
        show.nothing_of({"differences": table, "the difference": bridge})
    else:
        show.empty("There is no other version yet.")
    st.markdown("## What happened", anchors=False)
    if not quote.record.events:
        show.empty("Nothing yet: it was begun and not submitted.")
    for event in reversed(quote.record.events):
        st.markdown(f"- {plain(_happened(event))}")


def _happened(event: LedgerEvent) -> str:
    about = [str(event.about[name]) for name in ("role", "comment", "note", "why") if event.about.get(name)]
    return " · ".join((day_text(event.at.date()), event.who, event.event.replace("_", " "), *about))
