"""What columns and files are called where nobody knows our words: `vocabulary.toml` beside this file."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from steward.warehouse.canonical import TABLES

FILE = Path(__file__).with_suffix(".toml")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "ñ": "n", "ç": "c"})
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
CUSTOM = re.compile(r"__[cr]$", re.IGNORECASE)


@cache
def words(name: str) -> str:
    """A name as its words in small letters: `Kunden-Nr.`, `kundenNr` and `KUNDEN_NR` are one."""
    split = HUMP.sub(" ", CUSTOM.sub("", name.strip())).lower().translate(UMLAUTS)
    return " ".join(re.findall(r"[a-z]+|\d+", split))


@cache
def names_of(table: str, column: str) -> tuple[str, ...]:
    """What a column of a table may be called, our own name first."""
    said = _written()["columns"]
    known = [column, *said.get(f"{table}.{column}", ()), *said.get(column, ())]
    return tuple(dict.fromkeys(words(one) for one in known))


@cache
def names_of_table(table: str) -> tuple[str, ...]:
    """What a file of a table may be called."""
    return tuple(dict.fromkeys(words(one) for one in (table, *_written()["tables"].get(table, ()))))


@cache
def meanings(table: str, column: str) -> Mapping[str, str]:
    """Of a column that knows but a few values: what each word that a file may have means."""
    said = _written()["values"].get(f"{table}.{column}", {})
    return {words(word): ours for ours, known in said.items() for word in known}


@cache
def yearly() -> frozenset[str]:
    """Words of a name that say an amount is of a year."""
    return frozenset(_written()["yearly"]["words"])


@cache
def known_names() -> tuple[str, ...]:
    """Every name as it may stand in a header."""
    return tuple(dict.fromkeys(_every_name()))


def _every_name() -> Iterator[str]:
    for table in TABLES:
        yield from table.columns
    for known in _written()["columns"].values():
        yield from known


@cache
def _written() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
