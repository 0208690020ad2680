"""The interview: what no system knows, asked of the owner who leaves. What is typed and not saved stays as a draft."""

from dataclasses import replace
from datetime import date

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.services.handover.desk import Handover
from steward.services.handover.files import InterviewAnswer, opened_handover
from steward.services.plans.files import changes
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun, is_typed
from steward.ui.kit.undo import tell_saved
from steward.ui.kit.who import person
from steward.ui.plans.files import choices, plans, success_plan
from steward.ui.plans.saving import base_of, fields_of, follow, save_button
from steward.ui.plans.settling import settle


def edit_interview(book: Book, one: Handover, author: str) -> None:
    """Every question that this account is asked for, in one form."""
    del book
    file, account_id = opened_handover(plans(), one), one.row.account_id
    if settle(file, author, choices(account_id, success_plan(account_id).plan).names):
        return
    base = base_of(file)
    st.caption(
        plain(
            f"{one.giver} answers. “Nothing” is an answer, too: whoever comes next does not have to ask again. "
            f"{len(one.asked) - len(one.unanswered)} of {len(one.asked)} answered."
        )
    )
    answers = {each.question: each for each in base.plan.answers}
    for each in one.asked:
        held = answers.get(each.id, InterviewAnswer(question=each.id))
        with st.container(border=True):
            said: str = st.text_area(
                plain(each.question), height=90,
                **begun(f"{fields_of(base)}.answers.{each.id}", held.answer),
            )  # fmt: skip
            st.caption(plain(_told(one, held, each.hint)))
        answers[each.id] = _answered(held, said.strip(), warehouse().today)
    plan = replace(base.plan, answers=tuple(each for each in answers.values() if each.answer))
    made = changes(base.plan, plan)
    follow(base, file, bool(made) or is_typed(fields_of(base)))
    save_button(base, plan, len(made), author, "handover.save", section="answers")
    tell_saved(account_id, author)


def _told(one: Handover, held: InterviewAnswer, hint: str) -> str:
    if not held.answer:
        return hint or "Not answered yet."
    when = f" on {held.on:%-d %B %Y}" if held.on else ""
    return f"{one.names.get(held.by, held.by) or 'Somebody'}{when}"


def _answered(held: InterviewAnswer, said: str, today: date) -> InterviewAnswer:
    """A new answer is of today and of whoever writes it."""
    return held if said == held.answer.strip() else replace(held, answer=said, on=today, by=person())
