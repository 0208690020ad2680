"""One opportunity progressed: stage, next step, close date and amount, kept beside what the CRM says."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import streamlit as st

from steward.briefings.internal.opportunities.book import PipelineBook
from steward.briefings.internal.opportunities.waiting import Waiting
from steward.briefings.internal.opportunities.watch import Watched
from steward.briefings.internal.scope.book import Book
from steward.domain.identifiers import slug
from steward.domain.labels import told_apart
from steward.exhibits import Unit, day_text
from steward.plans.internal.opportunities import OpportunityChange, OpportunityChanges, OpportunityField
from steward.services import opportunities
from steward.services.opportunities import (
    OpportunityValues,
    confirmed,
    of_opportunity,
    opened_changes,
    said,
    value_of,
    waits,
)
from steward.services.plans.files import Versions, field_told
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.panel import side_panel
from steward.ui.kit.typed import begun, forget
from steward.ui.kit.undo import tell_saved
from steward.ui.plans.entry import Entry, asked_to_save_entry
from steward.ui.plans.files import plans
from steward.ui.plans.saving import pressed

NO_AMOUNT = "Give an amount: 0 where it brings nothing."
WAITS, TAKEN_BACK = "Saved. It waits for the CRM.", "Taken back."
NO_ENDS = "Won and lost can be chosen here once the data has an opportunity that ended so."


def progress_opportunity(book: Book, one: Watched, brief: PipelineBook, author: str) -> None:
    """The form; what is changed waits until an import says the same. `author`: empty where nobody said who they are."""
    opportunity = one.opportunity
    account_id = opportunity.account_id or ""
    opened = opened_changes(plans(), account_id)
    entry = Entry(f"deal.{slug(opportunity.opportunity_id)}", opened, of_opportunity(opportunity.opportunity_id))
    name, held = entry.name, _held(account_id, opportunity.opportunity_id)
    # Of all that the file holds: what an import confirmed stays in it until the next save.
    waiting = waits(book, {account_id: opened.plan}).of(opportunity.opportunity_id)
    at_first = waits(book, {account_id: replace(opened.plan, changes=entry.base)}).of(opportunity.opportunity_id)
    seen = tuple(one.change for one in at_first.values())
    with side_panel("deal"):
        st.markdown(f"## {plain(opportunity.name)}", anchors=False)
        st.caption(plain(_about(one)))
        show.unusable([one.said for one in opened.problems], "Something in the file cannot be used; the rest works.")
        now, note = _form(held, at_first, brief, name)
        _beside(waiting, book.money)
        wanted = _changes(held, seen, now, note, author, brief.crm.tolerance)
        edited = _said(wanted) != _said(seen)
        clash = entry.clash(wanted, edited, author, partial(_in_words, book.money))
        with st.container(horizontal=True):
            if asked_to_save_entry(name, edited, clash, author, "deal", wrong=_wrong(now)):
                _done(entry, entry.save(wanted, author, WAITS if wanted else TAKEN_BACK, over=clash))
            tell_saved(name, author, "deal.undo.button")
            if waiting and pressed("Take my changes back", author, "deal.drop", of=name, icon=":material/close:"):
                _done(entry, entry.take_out((), author, TAKEN_BACK))


def _done(entry: Entry[OpportunityChanges, tuple[OpportunityChange, ...]], was_saved: bool) -> None:
    """A reason is of one save."""
    if was_saved:
        forget(f"{entry.name}.why")
    st.rerun()


def _in_words(money: Unit, one: Versions) -> str:
    """What waits, in both versions."""
    found = [field for field in OpportunityField if one.change.entry.endswith(f" · {field}")]
    if not found or one.change.key not in ("", "wanted"):
        return field_told(OpportunityChanges, {}, one)
    theirs, mine = (_wanted(found[0], each, money) for each in (one.theirs, one.change.after))
    return f"{found[0]} {theirs}, yours {mine}"


def _wanted(field: OpportunityField, value: OpportunityChange | str | None, money: Unit) -> str:
    if value is None:
        return "taken back"
    return said(field, value if isinstance(value, str) else value.wanted, money)


def _wrong(now: Mapping[OpportunityField, str]) -> str:
    """What keeps a change from being saved: without an amount the next import would turn the opportunity down."""
    return "" if now[OpportunityField.AMOUNT] else NO_AMOUNT


def _held(account_id: str, opportunity_id: str) -> OpportunityValues:
    return opportunities.values(warehouse(), account_id, opportunity_id)


def _about(one: Watched) -> str:
    owner = one.opportunity.owner or "no owner"
    last = (
        f"last contact {day_text(one.opportunity.last_contact)}"
        if one.opportunity.last_contact
        else "no contact recorded"
    )
    return " · ".join(filter(None, (one.opportunity.account or "", owner, last, one.why)))


def _form(
    held: OpportunityValues, waiting: Mapping[OpportunityField, Waiting], brief: PipelineBook, key: str
) -> tuple[dict[OpportunityField, str], str]:
    """The four values as they are in the form, written as in a plan; and why."""
    begin = {field: value_of(held, field) for field in OpportunityField}
    begin |= {field: one.wanted for field, one in waiting.items()}
    stage, close, amount = st.columns([1.4, 1, 1])
    options = _stages(brief, begin[OpportunityField.STAGE])
    picked = stage.selectbox(
        "Stage", list(options), None, format_func=lambda one: options.get(one, one),
        help=None if brief.ends else NO_ENDS, **begun(f"{key}.stage", begin[OpportunityField.STAGE]),
    )  # fmt: skip
    first = _day(begin[OpportunityField.CLOSE_ON])
    day = close.date_input("Closes", None, format="YYYY-MM-DD", **begun(f"{key}.close", first))
    most = begun(f"{key}.amount", _number(begin[OpportunityField.AMOUNT]), (0, math.inf))
    number = amount.number_input("A month", value=None, min_value=0.0, **most)
    step = st.text_input("Next step", **begun(f"{key}.step", begin[OpportunityField.NEXT_STEP]))
    note = st.text_input("Why", placeholder="Kept with the change", **begun(f"{key}.why", ""))
    now = {
        OpportunityField.STAGE: picked or "",
        OpportunityField.NEXT_STEP: step.strip(),
        OpportunityField.CLOSE_ON: day.isoformat() if isinstance(day, date) else "",
        OpportunityField.AMOUNT: "" if number is None else f"{number:.4f}".rstrip("0").rstrip("."),
    }
    return now, note.strip()


def _stages(brief: PipelineBook, now: str) -> Mapping[str, str]:
    """Every stage that can be chosen with its words: those of a sale, those in which one ends, and the one it is in."""
    return told_apart({one: one for one in [*brief.stage_names, now]} | {one.stage: one.words for one in brief.ends})


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _beside(waiting: Mapping[OpportunityField, Waiting], money: Unit) -> None:
    """What the CRM says of whatever waits."""
    for field, one in waiting.items():
        crm, ours = said(field, one.data, money), said(field, one.wanted, money)
        words = f"{str(field).capitalize()}: the CRM says {crm}, we say {ours}"
        if one.overtaken:
            show.notice(f"{words}. It was changed there, too: save what is right, or take yours back.")
        else:
            st.caption(plain(f"{words}. It waits for the next import."))


def _changes(
    held: OpportunityValues, still: Sequence[OpportunityChange], now: Mapping[OpportunityField, str], note: str,
    author: str, tolerance: Decimal,
) -> tuple[OpportunityChange, ...]:  # fmt: skip
    """What waits after a save: what differs from the import; a change that is there already stays as it was written."""
    before = {one.field: one for one in still}
    found: list[OpportunityChange] = []
    for field, value in now.items():
        data, old = value_of(held, field), before.get(field)
        if confirmed(field, data, value, tolerance):
            continue
        if old and confirmed(field, old.wanted, value) and confirmed(field, old.imported, data, tolerance):
            found.append(old)
        else:
            made = OpportunityChange(
                opportunity=held.opportunity_id, field=field, imported=data, wanted=value, by=author,
                on=warehouse().today, note=note,
            )  # fmt: skip
            found.append(made)
    return tuple(found)


def _said(changes: Sequence[OpportunityChange]) -> set[tuple[str, str, str]]:
    """What tells changes apart but for who wrote them, when and why."""
    return {(str(one.field), one.imported, one.wanted) for one in changes}
