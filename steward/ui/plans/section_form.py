"""A section that is one table as a form: paragraphs, words to choose, dates."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from steward.domain.labels import label_of, with_written
from steward.exhibits.wording import capital
from steward.services.plans.files import Key, Kind, Record, Section, keys_of
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun
from steward.ui.plans.files import Choices

MOST_STEPS = 100
"""Up to which a number is chosen on a scale; a larger one is typed."""
LINES = "One a line."


def form(section: Section, record: Record, choices: Choices, key: str) -> Record:
    """Show the form; the table as it is in it now."""
    return section.record(**fields(section.record, record, choices, key, tuple(section.keys)))


def fields(kind: type[Record], record: Record, choices: Choices, key: str, names: Sequence[str]) -> dict[str, Any]:
    """Some keys of an entry as fields; their values as they are now."""
    keys = keys_of(kind)
    return {name: _field(keys[name], getattr(record, name), choices, f"{key}.{name}") for name in names}


def _field(key: Key, value: Any, choices: Choices, name: str) -> Any:
    match key.kind:
        case Kind.MARKDOWN:
            said = st.text_area(
                key.label, help=f"{key.says} You can use **Markdown**.", height=110, **begun(name, value)
            )
            return said.strip()
        case Kind.LIST:
            said = st.text_area(key.label, help=f"{key.says} {LINES}", height=110, **begun(name, "\n".join(value)))
            return tuple(line.strip() for line in said.splitlines() if line.strip())
        case Kind.DATE:
            return st.date_input(key.label, None, help=key.says, format="YYYY-MM-DD", **begun(name, value))
        case Kind.CHOICE:
            words = list(key.choices or ())
            known = value if value in words else None
            return st.selectbox(
                key.label,
                words,
                None,
                help=key.says,
                format_func=label_of,
                placeholder="Not said",
                **begun(name, known),
            )
        case Kind.CHOICES:
            words = list(key.choices or ())
            entry = begun(name, list(value))
            return tuple(st.multiselect(key.label, words, help=key.says, format_func=label_of, **entry))
        case Kind.NUMBER | Kind.MONEY if key.low is not None and key.high is not None and key.high <= MOST_STEPS:
            steps = [None, *range(int(key.low), int(key.high) + 1)]
            return st.select_slider(key.label, steps, help=key.says, format_func=_step, **begun(name, value))
        case Kind.NUMBER | Kind.MONEY:
            return _number(key, begun(name, None if value is None else float(value)))
        case Kind.COLLEAGUE | Kind.PERSON | Kind.ANYBODY | Kind.SITE:
            return choose_one(key, value, choices, name)
        case Kind.PEOPLE:
            return _choose_some(key, value, choices, name)
        case _:
            said = st.text_input(key.label, help=key.says, **begun(name, value)).strip()
            if wrong := key.wrong(said):
                st.caption(f":red[:material/error: {plain(capital(wrong))}]")
            return said


def _step(number: int | None) -> str:
    return "?" if number is None else str(number)


def _number(key: Key, entry: dict[str, Any]) -> int | float | None:
    """A number as people write it: whole where it is whole."""
    held = st.session_state.get(entry["key"])
    places = "%.0f" if held is None or float(held).is_integer() else "%.2f"
    found = st.number_input(
        key.label, _bound(key.low), _bound(key.high), value=None, step=1.0, format=places, help=key.says, **entry
    )  # fmt: skip
    return int(found) if found is not None and found.is_integer() else found


def _bound(limit: float | None) -> float | None:
    return None if limit is None else float(limit)


def choose_one(key: Key, value: str, choices: Choices, name: str) -> str:
    """One of those who are known, such as somebody or a site; a name that is written already stays."""
    entry = begun(name, value or None)
    known = with_written(choices.of(key.kind), [value, st.session_state.get(entry["key"]) or ""])
    found = st.selectbox(
        key.label, list(known), None, help=key.says, format_func=lambda one: known.get(one, one),
        placeholder="None" if key.kind is Kind.SITE else "Nobody", accept_new_options=True, **entry,
    )  # fmt: skip
    return found or ""


def _choose_some(key: Key, value: Sequence[str], choices: Choices, name: str) -> tuple[str, ...]:
    """Any of those who are known; names that are written already stay."""
    entry = begun(name, list(value))
    known = with_written(choices.of(key.kind), [*value, *st.session_state.get(entry["key"], ())])
    found = st.multiselect(
        key.label, list(known), help=key.says, format_func=lambda one: known.get(one, one), placeholder="Nobody",
        accept_new_options=True, **entry,
    )  # fmt: skip
    return tuple(found)
