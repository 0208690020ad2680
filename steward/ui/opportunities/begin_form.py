"""An opportunity begun for a product at an account: what a CRM asks for, in a small form; one at a time."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from steward.briefings.internal.opportunities.begin import Beginning
from steward.briefings.internal.opportunities.waiting import Begun
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.whitespace.cells import Space, WhitespaceRow
from steward.domain.identifiers import slug
from steward.domain.labels import with_written
from steward.exhibits import Unit, day_text
from steward.plans.internal.opportunities import NewOpportunity, OpportunityKind
from steward.services import opportunities
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.labels import colleague_labels
from steward.ui.kit.typed import begun, is_typed
from steward.ui.opportunities.waiting_form import ADDRESS
from steward.ui.plans.files import plans
from steward.ui.plans.saving import asked_to_save


@dataclass(frozen=True)
class Asked:
    """What somebody wants begun, those begun here that the CRM has by now, and the fields it was typed in."""

    opportunity: NewOpportunity
    arrived: frozenset[NewOpportunity]
    fields: str


def ask_for_opportunity(book: Book, line: WhitespaceRow, space: Space, author: str) -> Asked | None:
    """The form, and what was asked for in it; where one waits already, that one with the way to it.

    `author`: empty until somebody says who they are."""
    account_id, product = line.account.account_id, space.product
    plan = opportunities.opened_changes(plans(), account_id).plan
    known = opportunities.beginning(
        book, plan, product.product_id, f"{product.name} for {line.account.name}", warehouse().today
    )
    if known.waiting:
        _waits(known.waiting, book.money)
        return None
    key = f"begin.{slug(account_id)}.{slug(product.product_id)}"
    with st.expander("Begin an opportunity", is_typed(key), icon=":material/add:", key="whitespace.begin"):
        opportunity = _form(line, space, known, author, key)
    return Asked(opportunity, known.arrived, key) if opportunity else None


def _waits(begun: Begun, money: Unit) -> None:
    opportunity = begun.opportunity
    when = f" on {day_text(opportunity.on)}" if opportunity.on else ""
    amount = f", {money.text(opportunity.amount)} a month" if opportunity.amount is not None else ""
    us = colleague_labels()
    who = us.get(opportunity.by, opportunity.by) or "Somebody"
    show.notice(f"{who} began “{opportunity.name}”{amount}{when}. It waits for the CRM, so a second is not begun.")
    st.page_link(
        pages.PIPELINE.path, label="See it in the pipeline, or take it back", icon=":material/filter_alt:",
        query_params={ADDRESS: begun.key},
    )  # fmt: skip


def _form(line: WhitespaceRow, space: Space, known: Beginning, author: str, key: str) -> NewOpportunity | None:
    """What was asked for, once it is complete."""
    one, two, three = st.columns([1.4, 1, 1])
    with one:
        stage = _stage(known.stages, f"{key}.stage")
    closes = two.date_input("Closes", None, format="YYYY-MM-DD", **begun(f"{key}.close", known.close_on))
    likely = None if space.potential is None else float(round(space.potential))
    begins = begun(f"{key}.amount", likely, (0, math.inf))
    amount = three.number_input("A month", value=None, min_value=0.0, **begins)
    if not asked_to_save(1, author, "whitespace.deal", of=key, label="Begin it"):
        return None
    if not stage or not stage.strip() or not isinstance(closes, date):
        st.error("The CRM asks for a stage and a close date.", icon=":material/error:")
        return None
    return NewOpportunity(
        name=known.name, product=space.product.product_id, kind=OpportunityKind.CROSS_SELL, stage=stage.strip(),
        amount=amount, close_on=closes, owner=line.account.owner_id or "", by=author, on=warehouse().today,
        note="From whitespace",
    )  # fmt: skip


def _stage(stages: Sequence[str], key: str) -> str | None:
    """One of those of a sale, at first the first; where none is known, as somebody writes it."""
    if not stages:
        written: str = st.text_input("Stage", placeholder="As the CRM calls the first", **begun(key, ""))
        return written
    entry = begun(key, stages[0])
    known = with_written({one: one for one in stages}, [st.session_state[entry["key"]] or ""])
    chosen: str | None = st.selectbox("Stage", list(known), **entry)
    return chosen
