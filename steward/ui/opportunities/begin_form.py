"""An opportunity begun for a product at an account: what a CRM asks for, in a small form; one at a time."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.opportunities.begin import Beginning
from steward.briefings.internal.opportunities.waiting import Begun
from steward.briefings.internal.whitespace.cells import Line, Space
from steward.domain.identifiers import slug
from steward.exhibits import Unit, day_text
from steward.plans.internal.opportunities import FILE, NewOpportunity, OpportunityChanges, OpportunityKind
from steward.services import opportunities
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.labels import colleague_labels
from steward.ui.opportunities.waiting_form import ADDRESS
from steward.ui.plans.files import plans


@dataclass(frozen=True)
class Asked:
    """What somebody wants begun, and those begun here that the CRM has by now."""

    deal: NewOpportunity
    arrived: frozenset[NewOpportunity]


def ask_for_opportunity(book: Book, line: Line, space: Space, author: str) -> Asked | None:
    """The form, and what was asked for in it; where one waits already, that one with the way to it.

    `author`: empty until somebody says who they are."""
    account_id, product = line.account.account_id, space.product
    plan = plans().open(OpportunityChanges, FILE, account_id).plan
    known = opportunities.beginning(
        book, plan, product.product_id, f"{product.name} for {line.account.name}", warehouse().today
    )
    if known.waiting:
        _waits(known.waiting, book.money)
        return None
    with st.expander("Begin an opportunity", icon=":material/add:", key="whitespace.begin"):
        deal = _form(line, space, known, author)
    return Asked(deal, known.arrived) if deal else None


def _waits(begun: Begun, money: Unit) -> None:
    deal = begun.deal
    when = f" on {day_text(deal.on)}" if deal.on else ""
    amount = f", {money.text(deal.amount)} a month" if deal.amount is not None else ""
    us = colleague_labels()
    who = us.get(deal.by, deal.by) or "Somebody"
    show.notice(f"{who} began “{deal.name}”{amount}{when}. It waits for the CRM, so a second is not begun.")
    st.page_link(
        pages.PIPELINE.path, label="See it in the pipeline, or take it back", icon=":material/filter_alt:",
        query_params={ADDRESS: begun.key},
    )  # fmt: skip


def _form(line: Line, space: Space, known: Beginning, author: str) -> NewOpportunity | None:
    """What was asked for, once it is complete."""
    key = f"whitespace.{slug(line.account.account_id)}.{slug(space.product.product_id)}"
    with st.form(key, border=False):
        one, two, three = st.columns([1.4, 1, 1])
        if known.stages:
            stage = one.selectbox("Stage", known.stages, key=f"{key}.stage")
        else:
            stage = one.text_input("Stage", key=f"{key}.stage", placeholder="As the CRM calls the first")
        closes = two.date_input("Closes", known.close_on, key=f"{key}.close", format="YYYY-MM-DD")
        likely = None if space.potential is None else float(round(space.potential))
        amount = three.number_input("A month", value=likely, min_value=0.0, key=f"{key}.amount")
        why = None if author else "Say who you are first."
        if not st.form_submit_button("Begin it", type="primary", disabled=not author, help=why, key="whitespace.deal"):
            return None
    if not stage or not stage.strip() or not isinstance(closes, date):
        st.error("The CRM asks for a stage and a close date.", icon=":material/error:")
        return None
    return NewOpportunity(
        name=known.name, product=space.product.product_id, kind=OpportunityKind.CROSS_SELL, stage=stage.strip(),
        amount=amount, close_on=closes, owner=line.account.owner_id or "", by=author, on=warehouse().today,
        note="From whitespace",
    )  # fmt: skip
