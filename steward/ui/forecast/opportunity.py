"""One opportunity of a call: the four questions, each with the facts that Steward has beside it."""

from dataclasses import replace
from functools import partial

import streamlit as st

from steward.briefings.internal.forecast.source import PersonForecast
from steward.briefings.internal.scope.book import Book
from steward.domain.forecasting.items import CallItem, CallKind, ForecastCategory, category_of
from steward.domain.identifiers import slug
from steward.exhibits import day_text
from steward.plans.internal.forecast import CallFile, OpportunityCall
from steward.plans.internal.forecast_states import CallState
from steward.services.forecast import acting
from steward.services.forecast.acting import CallActor
from steward.services.forecast.desk import ForecastBook, euros, facts_told
from steward.services.plans.files import field_told
from steward.ui import pages
from steward.ui.kit.cache import workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun
from steward.ui.kit.undo import tell_saved
from steward.ui.plans.entry import Entry, asked_to_save_entry

QUESTIONS = {
    "why_now": "Why this quarter?",
    "why_amount": "Why this number?",
    "who_else": "Who else is buying?",
    "what_blocks": "What blocks it?",
}


def show_opportunity(book: Book, brief: ForecastBook, one: PersonForecast, item: CallItem, actor: CallActor) -> None:
    """What it is, what is wrong with it, and the four questions; answered by its seller while their call is open."""
    st.markdown(f"## {plain(item.name)}", anchors=False)
    st.caption(plain(_about(book, one, item)))
    if item.account_id:
        st.page_link(
            pages.ACCOUNT.path, label=plain(item.account), icon=pages.ACCOUNT.icon,
            query_params={"account": item.account_id},
        )  # fmt: skip
    wrong = brief.source.untidy.get(item.key, ())
    if wrong:
        st.warning("\n".join(f"- {plain(each.label)}" for each in wrong), icon=":material/cleaning_services:")
    if item.kind is not CallKind.PIPELINE:
        st.caption("A renewal is forecast on the page Renewals: its call there is what counts here.")
        return
    facts = facts_told(brief.source, item)
    opened = one.current is not None and one.state is CallState.OPEN
    if opened and one.current and acting.may_call(actor, one.person_id):
        _answer(one, item, facts, actor)
    else:
        _read(one, item, facts)


def _about(book: Book, one: PersonForecast, item: CallItem) -> str:
    category = category_of(item.category)
    told = [one.name, f"{book.money.text(euros(item.amount))} a month", item.state.label.lower()]
    told += [f"closes {day_text(item.close_on)}"] if item.close_on and item.is_open else []
    told += [category.label.lower()] if category else []
    told += [f"CRM: {item.crm}"] if item.crm and item.crm != item.category else []
    told += [item.stage] if item.stage else []
    return " · ".join(told)


def _facts(told: tuple[str, ...]) -> None:
    for each in told:
        st.caption(f":material/fact_check: {plain(each)}")


def _read(one: PersonForecast, item: CallItem, facts: dict[str, tuple[str, ...]]) -> None:
    said = one.file.said_of(item.key) if one.file else OpportunityCall(opportunity=item.key)
    for key, question in QUESTIONS.items():
        st.markdown(f"**{question}**  \n{plain(getattr(said, key) or 'No answer yet.')}")
        _facts(facts[key])


def _answer(one: PersonForecast, item: CallItem, facts: dict[str, tuple[str, ...]], actor: CallActor) -> None:
    assert one.current is not None
    name = f"forecast.opportunity.{one.current.ref.name}.{slug(item.key)}"
    files = acting.files_of(workspace())
    entry = Entry(name, acting.opened(files, one.current.ref), acting.part_of_opportunity(item.key))
    base = entry.base
    labels = {each: each.label for each in ForecastCategory}
    category = st.selectbox(
        "Your category", list(labels), format_func=labels.__getitem__,
        placeholder=f"As the CRM: {item.crm or item.category or 'none'}", **begun(f"{name}.category", base.category),
    )  # fmt: skip
    answers = {}
    for key, question in QUESTIONS.items():
        answers[key] = (st.text_area(question, height=68, **begun(f"{name}.{key}", getattr(base, key))) or "").strip()
        _facts(facts[key])
    wanted = replace(base, category=category, **answers)
    edited = wanted != base
    clash = entry.clash(wanted, edited, actor.name, partial(field_told, CallFile, {}))
    with st.container(horizontal=True):
        if asked_to_save_entry(name, edited, clash, actor.name, f"{name}.button"):
            entry.save(wanted, actor.name, over=clash)
            st.rerun()
        tell_saved(name, actor.name, f"{name}.undo")
