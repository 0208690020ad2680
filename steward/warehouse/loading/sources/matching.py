"""Which column of a file is which of ours: by what it is called, and by what stands in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from steward.warehouse.canonical import BY_NAME, TABLES, Canonical, Field, Kind
from steward.warehouse.loading.sources.looking import ColumnLook, FileLook
from steward.warehouse.loading.sources.vocabulary import meanings, names_of, names_of_table, words, yearly

ENOUGH = 0.62
"""Below it nothing is proposed: a wrong column does more harm than one that is left open."""
ALIKE = 0.75
"""Of what somebody calls a column and what it may be called; less is chance."""
KNOWN = 0.9
"""So many of the values are ids of the other table: they are ids of it, whatever the column is called."""
MOST_COUNTED = 8
Keys = Mapping[str, frozenset[str]]
"""Table → the ids that its rows have, as far as they are known."""


@dataclass(frozen=True)
class Match:
    """A column of a file for one of ours, and how sure that is, 0 to 1."""

    column: str
    found: str
    confidence: float


@dataclass(frozen=True)
class TableMatch:
    """A table that a file may feed. `matches`: ours → its columns; `missing`: those that every row needs and that no
    column was found for."""

    table: str
    confidence: float
    matches: tuple[Match, ...]
    missing: tuple[str, ...]

    def of(self, column: str) -> Match | None:
        """What was found for one of our columns."""
        return next((one for one in self.matches if one.column == column), None)


def tables_for(look: FileLook, keys: Keys) -> list[TableMatch]:
    """Every table that the file could feed, the most likely first."""
    found = [match_table(table, look, keys) for table in TABLES]
    return sorted(found, key=lambda one: -one.confidence)


def match_table(table: Canonical, look: FileLook, keys: Keys) -> TableMatch:
    """The file as this table: each of its columns is taken once, the surest first."""
    pairs = sorted(
        ((_likeness(table, field, column, keys), field, column) for field in table.fields for column in look.columns),
        key=lambda pair: -pair[0],
    )
    matches: dict[str, Match] = {}
    taken: set[str] = set()
    for sure, field, column in pairs:
        if sure >= ENOUGH and field.name not in matches and column.name not in taken:
            matches[field.name] = Match(field.name, column.name, round(sure, 2))
            taken.add(column.name)
    ordered = tuple(matches[name] for name in table.columns if name in matches)
    missing = tuple(name for name in table.required if name not in matches)
    return TableMatch(table.name, _confidence(table, look, ordered), ordered, missing)


def _confidence(table: Canonical, look: FileLook, matches: Sequence[Match]) -> float:
    """What it needs is there, what is there is of it, and it is called so."""
    sure = {one.column: one.confidence for one in matches}
    needed = sum(sure.get(name, 0.0) for name in table.required) / len(table.required)
    explained = min(1.0, sum(sure.values()) / max(1, min(len(look.columns), MOST_COUNTED)))
    called = max(_called(table.name, look.file.rpartition(".")[0]), _called(table.name, look.sheet))
    return round(0.45 * needed + 0.3 * explained + 0.25 * called, 2)


@cache
def _called(table: str, name: str) -> float:
    """Whether a file is called like a table; its dates and numbers count for nothing."""
    said = " ".join(word for word in words(name).split() if not word.isdigit())
    if not said:
        return 0.0
    best = max(max(fuzz.ratio(said, one), fuzz.token_set_ratio(said, one)) for one in names_of_table(table)) / 100
    return best if best >= ALIKE else 0.0


def _likeness(table: Canonical, field: Field, column: ColumnLook, keys: Keys) -> float:
    named = name_likeness(table.name, field.name, column.name)
    if table.name + "." + field.name in _OF_WORDS and not _means(table, field, column):
        return 0.0
    told = content_likeness(table, field, column, keys)
    if told <= 0:
        return 0.0
    if keys.get(_refers(table, field) or "") and told >= KNOWN:
        return max(0.5 * named + 0.5 * told, 0.8)
    return named * (0.55 + 0.45 * told) if named else 0.0


@cache
def name_likeness(table: str, column: str, called: str) -> float:
    """How like a name is to those a column of ours may have, 0 to 1."""
    said = words(called)
    if not said:
        return 0.0
    known = names_of(table, column)
    if said in known:
        return 1.0 - 0.1 * (known.index(said) > 0 and len(said) <= 2)
    best = max(max(fuzz.ratio(said, one), 0.92 * fuzz.token_sort_ratio(said, one), _within(said, one)) for one in known)
    return best / 100 if best >= 100 * ALIKE else 0.0


def _within(said: str, known: str) -> float:
    """A name that holds all words of a known one, such as “Kunden-Nr. (SAP)”."""
    held = set(known.split())
    if len(known) < 4 or not held <= set(said.split()):
        return 0.0
    return 96.0 - 4.0 * (len(said.split()) - len(held))


def content_likeness(table: Canonical, field: Field, column: ColumnLook, keys: Keys) -> float:
    """How well what stands in a column goes with what ours holds, 0 to 1."""
    if not column.values:
        return 0.0 if field.required else 0.5
    match field.kind:
        case Kind.DATE | Kind.TIME:
            more = ("month",) if field.name == "month" else ()
            return column.is_like("date", "time", *more)
        case Kind.MONEY | Kind.NUMBER:
            return column.is_like("number") * (1.0 - 0.8 * column.is_like("date", "month"))
        case Kind.YESNO:
            return column.is_like("yesno")
        case _:
            return _text_likeness(table, field, column, keys)


def _text_likeness(table: Canonical, field: Field, column: ColumnLook, keys: Keys) -> float:
    if field.name == "email":
        return column.is_like("email")
    if field.name == "currency":
        return column.is_like("currency")
    if field.name == table.key:
        return 0.0 if column.filled < 0.5 else column.distinct**2 * (1.0 - column.is_like("date", "email"))
    if known := keys.get(_refers(table, field) or "", frozenset()):
        return len(column.values & known) / len(column.values)
    if field.name in ("name", "title", "subject", "comment"):
        return 1.0 - 0.9 * column.is_like("number", "date", "time")
    return 1.0 - 0.6 * column.is_like("date", "time", "email")


def _refers(table: Canonical, field: Field) -> str | None:
    """The table whose ids a column holds."""
    return {**table.should_exist, **table.must_exist}.get(field.name)


def _means(table: Canonical, field: Field, column: ColumnLook) -> bool:
    """Whether every value is a word that is known."""
    known = meanings(table.name, field.name)
    return bool(column.values) and all(words(value) in known for value in column.values)


def expression_for(table: str, column: str, look: FileLook, found: str) -> str:
    """What takes a column of a file for ours: its name alone; what its words mean; a twelfth of what is of a year."""
    quoted = _quoted(found)
    there = look.column(found)
    known = meanings(table, column)
    if known and there:
        ours = {value: known[words(value)] for value in sorted(there.values) if words(value) in known}
        if any(value.lower() != meant for value, meant in ours.items()):
            cases = " ".join(f"when {_text(value)} then {_text(meant)}" for value, meant in ours.items())
            return f"case {quoted} {cases} else {quoted} end"
    if column == "mrr" and set(words(found).split()) & yearly():
        return f"{quoted} / 12"
    return found


def fallback_for(table: str, column: str, matches: Mapping[str, str]) -> str:
    """The SQL that makes a column that every row needs of others, where a file has none; empty where nothing can.
    `matches`: ours → the file's column."""
    own = BY_NAME[table]
    if column == own.key and table not in ("accounts", "people", "partners", "products"):
        parts = [_quoted(matches[name]) for name in own.columns if name in matches and _tells(own, name)]
        return " || '-' || ".join(f"coalesce({part}::varchar, '')" for part in parts) if len(parts) > 1 else ""
    if column == "name" and own.key and own.key in matches:
        return matches[own.key]
    return "'Service'" if column == "product_id" else ""


def _tells(table: Canonical, column: str) -> bool:
    """Whether a column helps to tell one row from another."""
    kind = next(one.kind for one in table.fields if one.name == column)
    return column.endswith("_id") or kind in (Kind.DATE, Kind.TIME)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


_OF_WORDS = frozenset({"charges.kind", "opportunities.status"})
