"""One cell of the whitespace beside its grid: its evidence, what we know of it, and what can be made of it."""

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.whitespace.cells import Space, SpaceState, WhitespaceRow
from steward.exhibits import day_text
from steward.plans.internal.strategy import Objective, WhitespaceNote
from steward.services import whitespace
from steward.services.opportunities import begin_opportunity
from steward.services.plans.account_plans import opened_strategy
from steward.services.plans.files import identity
from steward.services.whitespace import add_objective, objective_like
from steward.ui import pages
from steward.ui.kit.escape import plain
from steward.ui.kit.panel import side_panel
from steward.ui.kit.shown import told
from steward.ui.kit.typed import forget
from steward.ui.kit.undo import refused
from steward.ui.kit.who import who
from steward.ui.opportunities.begin_form import Asked, ask_for_opportunity
from steward.ui.plans.entry_form import EntryForm
from steward.ui.plans.files import choices, plans, success_plan
from steward.ui.plans.saving import pressed
from steward.ui.plans.step_back import press
from steward.ui.whitespace.page import ADDRESS, key_of

SECTION = "whitespace"
ROWS = (
    ("state", "willingness"), ("competitor", "contract_ends_on"), ("potential_mrr", "introduced_to"), ("note",),
)  # fmt: skip
FREE = (SpaceState.EMPTY, SpaceState.COMPETITOR, SpaceState.OPEN)
"""What can still be sold."""


def work_on(book: Book, line: WhitespaceRow, space: Space) -> None:
    """What is known of one cell, and what we know besides; it can be made an objective of the plan, or an
    opportunity."""
    with side_panel(ADDRESS):
        st.markdown(f"## {plain(f'{space.product.name} at {line.account.name}')}", anchors=False)
        lines = _known(book, line, space)
        told(f"space.{key_of(line, space)}", "This cell", lines[0])
        st.markdown("  \n".join(plain(words) for words in lines))
        author = who()
        form = _form(line, space)
        form.draw(author)
        if space.state in FREE:
            _make(book, line, space, author, form.entry.name)
        form.tell_saved(author)
        st.page_link(
            pages.ACCOUNT_PLAN.path, label="All that is noted of the account", icon=":material/edit_note:",
            query_params={"account": line.account.account_id, "section": SECTION},
        )  # fmt: skip


def _form(line: WhitespaceRow, space: Space) -> EntryForm:
    """What the plan says of the product, under its id or as people call it."""
    account_id, product = line.account.account_id, space.product.product_id
    name = identity(space.note) if space.note else product
    known = choices(account_id, success_plan(account_id).plan)
    opened = opened_strategy(plans(), account_id)
    return EntryForm(opened, SECTION, name, WhitespaceNote(product=product), ROWS, known, SECTION)


def _make(book: Book, line: WhitespaceRow, space: Space, author: str, place: str) -> None:
    """An objective, or an opportunity. `place`: what is taken back with what is noted of the cell."""
    if pressed("Make it an objective", author, "whitespace.objective", of=place):
        _objective(place, line, space, author)
    if asked := ask_for_opportunity(book, line, space, author):
        _begin(place, line, asked, author)


def _begin(place: str, line: WhitespaceRow, asked: Asked, author: str) -> None:
    account_id = line.account.account_id
    begun = press(
        place,
        lambda: begin_opportunity(plans(), account_id, asked.opportunity, author, asked.arrived),
        "It waits for the CRM on the page Pipeline, with a file to import.",
    )  # fmt: skip
    if begun:
        forget(asked.fields)
    st.rerun()


def _known(book: Book, line: WhitespaceRow, space: Space) -> list[str]:
    """Everything there is to say of it, a line each."""
    note = space.note
    said = [space.state.capitalize() + (f", {book.money.text(space.mrr)} a month" if space.mrr is not None else "")]
    if space.potential is not None and space.state is not SpaceState.OURS:
        said.append(f"Potential {book.money.text(space.potential)} a month, says {space.potential_by}")
    if space.state is not SpaceState.OURS:
        typical = space.evidence.typical if space.evidence else None
        price = f"; typically {book.money.text(typical)} a month" if typical is not None else ""
        said.append(f"Similar accounts: {whitespace.evidence_text(line, space)}{price}")
    if note and note.competitor:
        until = f", until {day_text(note.contract_ends_on)}" if note.contract_ends_on else ""
        said.append(f"With {note.competitor}{until}")
    if note and note.willingness:
        said.append(f"Willing to talk: {note.willingness}")
    return said + ([note.note] if note and note.note else [])


def _words(space: Space) -> str:
    return f"Sell {space.product.name}"


def _objective(place: str, line: WhitespaceRow, space: Space, author: str) -> None:
    objective = Objective(
        objective=_words(space), new_mrr=_rounded(space.potential), owner=line.account.owner_id or "",
        measure=f"{space.product.name} in use",
    )  # fmt: skip
    account_id = line.account.account_id
    if objective_like(opened_strategy(plans(), account_id).plan, objective):
        refused("It is an objective of the plan already.")
    else:
        press(
            place,
            lambda: add_objective(plans(), account_id, objective, author),
            "It is an objective of the plan now.",
        )
    st.rerun()


def _rounded(amount: float | None) -> float | None:
    return None if amount is None else float(round(amount))
