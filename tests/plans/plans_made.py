"""Whole plans of any content, for laws."""

import string
from datetime import date
from typing import Any

from hypothesis import strategies as st

from steward.plans.files.keys import Key, Kind, Record, Section, keys_of, sections_of

TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            "Reduce outages",
            'He said "no" """twice"""',
            "back\\slash\\",
            "  spaces ",
            "# no comment",
            "a = 1",
            "[[goals]]",
        ]
    ),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=40),
    st.text("\"\\\n#[]= \t\r'é文", max_size=20),
)
IDS = st.text(string.ascii_letters + string.digits + "-_.", min_size=1, max_size=12)
NUMBERS = st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9, allow_nan=False))
PLACES = st.dictionaries(TEXTS.filter(bool), st.tuples(NUMBERS, NUMBERS), max_size=3).map(
    lambda held: tuple((person, x, y) for person, (x, y) in held.items())
)


def _value(key: Key) -> st.SearchStrategy[Any]:
    """Any value such a key may hold."""
    match key.kind:
        case Kind.NUMBER | Kind.MONEY:
            return st.none() | (st.integers(int(key.low), int(key.high or 1_000)) if key.low is not None else NUMBERS)
        case Kind.DATE:
            return st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1))
        case Kind.CHOICE:
            return st.sampled_from(list(key.choices or []))
        case Kind.CHOICES:
            return st.lists(st.sampled_from(list(key.choices or [])), unique=True, max_size=3).map(tuple)
        case Kind.LIST | Kind.PEOPLE:
            return st.lists(TEXTS, max_size=3).map(tuple)
        case Kind.PLACES:
            return PLACES
        case _:
            return TEXTS


def _record(record: type[Record]) -> st.SearchStrategy[Any]:
    told = {
        name: IDS if name in record.identity and key.choices is None else _value(key)
        for name, key in keys_of(record).items()
        if key.kind is not Kind.ENTRY
    }
    return st.builds(record, **told)


def _section(section: Section) -> st.SearchStrategy[Any]:
    if not section.many:
        return _record(section.record)
    told = lambda record: tuple(getattr(record, name) for name in section.record.identity)  # noqa: E731
    return st.lists(_record(section.record), unique_by=told, max_size=3).map(tuple)


def any_plan(kind: type[Any], account_id: str = "NW-1") -> st.SearchStrategy[Any]:
    """A whole plan with anything in it."""
    return st.builds(kind, account_id=st.just(account_id), **{s.name: _section(s) for s in sections_of(kind).values()})
