"""The questions of a design, a topic at a time: what was said, by whom, when, and how sure it is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.domain.design.words import Confidence, Family
from steward.domain.labels import label_of, with_written
from steward.plans.customer.design import DiscoveryAnswer
from steward.plans.customer.design_content import AskedQuestion
from steward.plans.customer.questions import AnswerKind, Question
from steward.services.design.answers import is_day, is_number, number_text
from steward.services.design.files import OpenedDesign, asked_of, in_use, open_questions, question_sets
from steward.services.plans.files import changes
from steward.ui.kit import show
from steward.ui.kit.cache import workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun, is_typed
from steward.ui.kit.views import choose_view
from steward.ui.plans.company_file import edit_company_file
from steward.ui.plans.files import Choices, choices, plans, success_plan
from steward.ui.plans.saving import base_of, fields_of, follow, save_button
from steward.ui.plans.section_form import fields
from steward.ui.plans.settling import settle

NOBODY = Choices({}, {}, {}, {})


def edit_questions(subject: Subject, opened: OpenedDesign, author: str) -> None:
    """The questions of one topic as a form, saved alone; what is typed under another waits as a draft."""
    known = choices(subject.account_id, success_plan(subject.account_id).plan)
    if settle(opened.file, author, known.names):
        return
    base = base_of(opened.file)
    asked = asked_of(plans(), base.plan)
    if not asked:
        show.empty("Choose a product family under About: each asks its own questions.")
        return
    topics = _topics(asked)
    several = len({one.family for one in asked}) > 1
    topic = choose_view("topic", "Topic", {key: _progress(key, asked, several) for key in topics})
    key = f"{fields_of(base)}.answers"
    answers = {(one.family, one.question): one for one in base.plan.answers}
    for one in asked:
        if _topic(one) == topic:
            answers[one.family, one.question.id] = _ask(one, known, key, subject.warehouse.today)
    plan = replace(base.plan, answers=tuple(one for one in answers.values() if one.value or one.said_by or one.on))
    made = changes(base.plan, plan)
    follow(base, opened.file, bool(made) or is_typed(fields_of(base)))
    save_button(base, plan, len(made), author, "design.save", section="answers")


def _topic(one: AskedQuestion) -> str:
    return f"{one.family.value}.{one.question.topic}"


def _topics(asked: tuple[AskedQuestion, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_topic(one) for one in asked))


def _progress(topic: str, asked: tuple[AskedQuestion, ...], several: bool) -> str:
    """`Sites 1/2`: what is answered of what is asked; each of `several` families is named, `SD-WAN · Sites 1/2`."""
    mine = [one for one in asked if _topic(one) == topic]
    done = sum(one.asked.confidence is not None for one in mine)
    family = f"{mine[0].family.label} · " if several else ""
    return plain(f"{family}{mine[0].question.topic or 'Questions'} {done}/{len(mine)}")


def _ask(one: AskedQuestion, known: Choices, key: str, today: date) -> DiscoveryAnswer:
    """One question with what is known to it."""
    held = one.answer or DiscoveryAnswer(family=one.family, question=one.question.id)
    name = f"{key}.{one.family.value}.{one.question.id}"
    with st.container(border=True):
        value = _value(one.question, held.value, f"{name}.value")
        sure, who, when = st.columns(3)
        values: dict[str, Any] = {"value": value}
        for place, field in ((sure, "confidence"), (who, "said_by"), (when, "on")):
            with place:
                values |= fields(DiscoveryAnswer, held, known, name, (field,))
        st.caption(plain(f"Needed for: {one.needed_for.label}. Decides: {one.question.feeds or 'nothing yet'}."))
    return _completed(replace(held, **values), held, today)


def _completed(now: DiscoveryAnswer, held: DiscoveryAnswer, today: date) -> DiscoveryAnswer:
    """An answer that is new is of today, and counts as assumed until somebody says how sure it is."""
    if not now.value or now.value == held.value:
        return now
    return replace(now, on=now.on or today, confidence=now.confidence or Confidence.ASSUMED)


def _value(question: Question, value: str, key: str) -> str:
    """The answer in the field its kind asks for; what somebody wrote otherwise, such as “about 40”, stays as it is, in
    a field for words."""
    label = plain(question.question + (f" ({question.unit})" if question.unit else ""))
    if question.kind is AnswerKind.YES_NO:
        return _choose(label, ("yes", "no"), value, key)
    if question.kind is AnswerKind.CHOICE and question.choices:
        return _choose(label, question.choices, value, key)
    if question.kind is AnswerKind.NUMBER and is_number(value):
        return _number(label, value, key)
    if question.kind is AnswerKind.DATE and is_day(value):
        return _day(label, value, key)
    said: str = st.text_area(label, height=80, **begun(key, value))
    return said.strip()


def _number(label: str, value: str, key: str) -> str:
    found = st.number_input(
        label, step=None, format="%g", placeholder="Not said", **begun(f"{key}.number", float(value) if value else None)
    )  # fmt: skip
    return "" if found is None else number_text(found)


def _day(label: str, value: str, key: str) -> str:
    found = st.date_input(
        label, format="YYYY-MM-DD", **begun(f"{key}.day", date.fromisoformat(value) if value else None)
    )  # fmt: skip
    return found.isoformat() if isinstance(found, date) else ""


def _choose(label: str, words: tuple[str, ...], value: str, key: str) -> str:
    entry = begun(key, value or None)
    known = with_written({one: one for one in words}, [value, st.session_state[entry["key"]] or ""])
    found = st.selectbox(
        label, list(known), None, format_func=known.__getitem__, placeholder="Not said", accept_new_options=True,
        **entry,
    )  # fmt: skip
    return found or ""


def edit_sets(author: str) -> None:
    """The questions of one family, for every account: those that come with Steward, or the company's own."""
    sets = question_sets(plans())
    labels: Mapping[str, str] = {one.value: f"{label_of(one)} ({len(sets[one].questions)})" for one in Family}
    chosen = choose_view("family", "Family", labels)
    family = next(one for one in Family if one.value == chosen)
    asked = sets[family]
    show.unusable([one.said for one in asked.problems], "Something in the company's own questions cannot be read.")
    source = "the company's own" if asked.own else "those that come with Steward"
    st.caption(plain(f"In use for every account: {source}. Answers stay with a question whatever its words become."))
    if not workspace().scope.keeps_rules:
        for one in asked.questions:
            st.markdown(f"- {plain(one.question)}")
        st.caption("An administrator can change them.")
        return
    opened = open_questions(workspace().plans, family)
    edit_company_file(opened, author, "questions.save", choices=NOBODY, shown=partial(in_use, family=family))
