"""A section that is one table as a form: paragraphs, words to choose, dates."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from steward.domain.labels import with_written
from steward.plans.files.keys import Key, Kind, Record, Section, keys_of
from steward.ui.plans.files import Choices

LINES = "One a line."


def form(section: Section, record: Record, choices: Choices, key: str) -> Record:
    """Show the form; the table as it is in it now."""
    return section.record(**fields(section.record, record, choices, key, tuple(keys_of(section.record))))


def fields(kind: type[Record], record: Record, choices: Choices, key: str, names: Sequence[str]) -> dict[str, Any]:
    """Some keys of an entry as fields; their values as they are now."""
    keys = keys_of(kind)
    return {name: _field(keys[name], getattr(record, name), choices, f"{key}.{name}") for name in names}


def _field(key: Key, value: Any, choices: Choices, name: str) -> Any:
    match key.kind:
        case Kind.MARKDOWN:
            return st.text_area(
                key.label, value, key=name, help=f"{key.says} You can use **Markdown**.", height=110
            ).strip()
        case Kind.LIST:
            said = st.text_area(key.label, "\n".join(value), key=name, help=f"{key.says} {LINES}", height=110)
            return tuple(line.strip() for line in said.splitlines() if line.strip())
        case Kind.DATE:
            return st.date_input(key.label, value, key=name, help=key.says, format="YYYY-MM-DD")
        case Kind.CHOICE:
            words = list(key.choices or ())
            index = words.index(value) if value in words else None
            return st.selectbox(key.label, words, index, key=name, help=key.says, placeholder="Not said")
        case Kind.CHOICES:
            return tuple(st.multiselect(key.label, list(key.choices or ()), list(value), key=name, help=key.says))
        case Kind.NUMBER | Kind.MONEY if key.low is not None and key.high is not None:
            steps = [None, *range(int(key.low), int(key.high) + 1)]
            return st.select_slider(
                key.label,
                steps,
                value,
                key=name,
                help=key.says,
                format_func=lambda one: "?" if one is None else str(one),
            )
        case Kind.NUMBER | Kind.MONEY:
            return st.number_input(key.label, value=value, key=name, help=key.says)
        case Kind.COLLEAGUE | Kind.PERSON | Kind.ANYBODY:
            return choose_one(key, value, choices, name)
        case _:
            return st.text_input(key.label, value, key=name, help=key.says).strip()


def choose_one(key: Key, value: str, choices: Choices, name: str) -> str:
    """Somebody of those who are known; a name that is written already stays."""
    known = with_written(choices.of(key.kind), [value])
    options = list(known)
    index = options.index(value) if value in known else None
    found = st.selectbox(
        key.label, options, index, key=name, help=key.says, format_func=lambda one: known.get(one, one),
        placeholder="Nobody", accept_new_options=True,
    )  # fmt: skip
    return found or ""
