"""An introduction written down in one press, and one that is written put right."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from steward.domain.education import Introduced
from steward.domain.identifiers import slug
from steward.plans.internal.education import Introduction
from steward.services.education import add_introductions, opened_education
from steward.services.plans.files import Kind, keys_of
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import forget
from steward.ui.kit.undo import can_undo, tell_saved
from steward.ui.kit.who import who
from steward.ui.plans.entry_form import EntryForm
from steward.ui.plans.files import Choices, choices, plans, success_plan
from steward.ui.plans.saving import asked_to_save
from steward.ui.plans.section_form import choose_one, fields
from steward.ui.plans.step_back import press

SAID = ("on", "how"), ("reaction", "evidence")
WRITTEN = "education.written"
"""What the last press wrote down, for the way back: a talk that was held is proposed no more."""
ROWS = (("on", "how", "reaction"), ("evidence",))


def write_down(
    account_id: str, author: str, first: Introduction, *, asks: Sequence[str] = (), key: str = "education.log"
) -> None:
    """The fields of a new introduction and its button. `first`: what it begins with; `asks`: which of whom and what is
    still to be chosen; `key`: what the button is called, where a page has two."""
    place = f"education.{slug(account_id)}.{slug(first.contact or 'new')}.{slug(first.product or 'new')}"
    known = choices(account_id, success_plan(account_id).plan)
    made = replace(replace(first, on=first.on or warehouse().today), **_chosen(first, known, place, asks))
    for names in SAID:
        for name, column in zip(names, st.columns(2, gap="medium"), strict=True):
            with column:
                made = replace(made, **fields(Introduction, made, known, place, (name,)))
    wrong = "" if made.contact and made.product else "Choose who and what first."
    if asked_to_save(1, author, key, of=place, label="Write it down", wrong=wrong):
        said = f"{known.names.get(made.contact, made.contact)}: {known.names.get(made.product, made.product)}"
        if log(account_id, [replace(made, by=author)], author, f"{said}, {made.how}."):
            forget(place)
        st.rerun()


def tell_written(asked: str | None) -> str | None:
    """What became of the last press, with the way back, wherever the page stands by now. Who they are, as far as that
    was asked."""
    author = who() if asked is None and can_undo(WRITTEN) else asked
    if author is not None:
        tell_saved(WRITTEN, author, "education.undo")
    return author


def _chosen(first: Introduction, known: Choices, place: str, asks: Sequence[str]) -> dict[str, Any]:
    keys = keys_of(Introduction)
    found: dict[str, Any] = {}
    for name, column in zip(asks, st.columns(len(asks), gap="medium") if asks else (), strict=True):
        with column:
            found[name] = choose_one(keys[name], getattr(first, name), known, f"{place}.{name}")
    return found


def log(account_id: str, made: Sequence[Introduction], author: str, words: str) -> bool:
    """Save some at one press, with the way back. Whether it was saved."""
    return press(WRITTEN, lambda: add_introductions(plans(), account_id, made, author), words)


def put_right(account_id: str, name: str, author: str) -> None:
    """One that is written, as a form."""
    known = choices(account_id, success_plan(account_id).plan)
    opened = opened_education(plans(), account_id)
    form = EntryForm(opened, "introductions", name, Introduction(), ROWS, known, "introduction")
    if (entry := form.entry.base) is None or not isinstance(entry, Introduction):
        st.caption("It is not written any more.")
        return
    who_and_what = " · ".join(
        plain(known.of(kind).get(key, key))
        for kind, key in ((Kind.PERSON, entry.contact), (Kind.PRODUCT, entry.product))
    )
    st.markdown(f"**{who_and_what}**")
    form.draw(author)
    form.tell_saved(author)


def begun(contact: str, product: str, how: Introduced) -> Introduction:
    """What a suggestion proposes to write down."""
    return Introduction(contact=contact, product=product, how=how)
