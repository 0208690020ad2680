"""Columns that an expression reckons with and that hold a text somewhere: read as the numbers they are, in the form
that the column shows, so that one odd cell costs its row and not the load."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import duckdb

from steward.warehouse.canonical import Field, Kind
from steward.warehouse.loading.sqltext import identifier, literal
from steward.warehouse.loading.tables.uncast import NUMERIC, SELECTED, parsed, written_as
from steward.warehouse.loading.typing.columns import says_nothing, typed
from steward.warehouse.loading.typing.number_formats import Beside, decide_numbers, like_the_others, signs_of
from steward.warehouse.loading.typing.value_formats import House

ARITHMETIC = frozenset({
    "+", "-", "*", "/", "//", "%", "**", "^", "@", "abs", "add", "ceil", "ceiling", "divide", "floor", "fmod",
    "greatest", "least", "multiply", "pow", "power", "round", "sign", "sqrt", "subtract", "trunc",
})  # fmt: skip
EQUAL = frozenset({"COMPARE_EQUAL", "COMPARE_NOTEQUAL", "COMPARE_IN", "COMPARE_NOT_IN"})
PASSED_ON = frozenset({"ifnull", "nullif"})
"""Functions that give what they were given."""


class Reckoned(NamedTuple):
    """An expression over columns of numbers, and of each of these SQL for the text of a cell that is none."""

    expression: str
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class _Found(NamedTuple):
    """A column that is reckoned with; whether a constant takes the place of nothing."""

    node: dict[str, Any]
    replaced: bool


class Reckoner:
    """Of one typed copy of a file, whose texts it turns into numbers beside, in columns called after `word`. `chooses`:
    the expressions are conditions, to which a column that holds no number at all is none of numbers."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        relation: str,
        house: House,
        file: str,
        word: str = "number",
        chooses: bool = False,
    ) -> None:
        self._connection = connection
        self._relation = relation
        self._house = house
        self._file = file
        self._word = word
        self._chooses = chooses
        self._read: dict[str, tuple[str, tuple[str, ...]]] = {}

    def reckoned(self, expression: str, beside: Beside) -> Reckoned:
        """The expression as it can be worked out; as it is where it can be already, or where numbers are no help.
        `beside`: columns that show how the file's numbers are written. Raises FileUnreadable where one column writes
        its numbers in two ways."""
        tree = parsed(self._connection, expression)
        if tree["error"]:
            return Reckoned(expression)
        made_of = _numbers(tree["statements"][0]["node"]["select_list"], True, False)
        found = [one for one in made_of if self._is_text(written_as(self._connection, tree, one.node))]
        if not found or (self._binds(expression) and not any(_misread(tree))):
            return Reckoned(expression)
        lost, notes = [], list[str]()
        for one in found:
            value = written_as(self._connection, tree, one.node)
            name, told = self._number(value, one.node["column_names"][-1], beside)
            if self._chooses and not self._any(name):
                return Reckoned(expression)
            lost.append(_lost(value, name, one, expression))
            notes += told
            one.node["column_names"] = [name]
        (sql,) = self._connection.execute("select json_deserialize_sql(?::json)", [json.dumps(tree)]).fetchall()[0]
        made = str(sql).removeprefix("SELECT ")
        unread = [one.replace(WHOLE, f"({made}\n)") for one in lost]
        return Reckoned(made, tuple(unread), tuple(notes)) if self._binds(made) else Reckoned(expression)

    def _binds(self, expression: str) -> bool:
        try:
            self._connection.execute(f"{SELECTED.format(expression)} from {self._relation} limit 0")
        except duckdb.Error:
            return False
        return True

    def _any(self, name: str) -> bool:
        counted = f"select count({identifier(name)}) from {self._relation}"
        return bool(self._connection.execute(counted).fetchall()[0][0])

    def _is_text(self, value: str) -> bool:
        try:
            described = self._connection.execute(f"describe select {value} from {self._relation}").fetchall()
        except duckdb.Error:
            return False
        return str(described[0][1]) == "VARCHAR"

    def _number(self, value: str, column: str, beside: Beside) -> tuple[str, tuple[str, ...]]:
        """The column beside the file's that holds the numbers of these texts, and what is said of it."""
        if value not in self._read:
            name, field = f" {self._word} {len(self._read)}", Field(identifier(column), Kind.NUMBER)
            rows = f"(select {value} as {identifier(column)} from {self._relation})"
            decision = decide_numbers(self._connection, rows, field, self._house, self._file)
            if decision.open:
                signs = lambda: signs_of(self._connection, beside)  # noqa: E731
                decision = like_the_others({column: decision}, signs, set[str]).get(column, decision)
            number = typed(field, value, decision.form, null_words=False)
            self._connection.execute(
                f"create or replace temp table {self._relation} as"
                f" select *, {number} as {identifier(name)} from {self._relation}"
            )
            self._read[value] = name, tuple(note.replace(identifier(column), column) for note in decision.notes)
        return self._read[value]


WHOLE = "\N{NULL}whole"
"""Stands for the expression itself until it is known."""


def _lost(value: str, name: str, one: _Found, expression: str) -> str:
    """SQL for a text that is no number; with its column where it has figures, lest it is read once more without what
    is reckoned with it."""
    column = literal(f" in {one.node['column_names'][-1]}")
    told = f"{value} || case when regexp_matches({value}, '\\d') then {column} else '' end"
    tests = [f"{identifier(name)} is null", f"trim({value}) <> ''", f"not {says_nothing(value)}"]
    tests += [] if one.replaced else [f"{WHOLE} is null"]
    return f"case when {' and '.join(tests)} then {told} end"


def _numbers(tree: Any, wanted: bool, replaced: bool) -> Iterator[_Found]:
    """The columns that stand where a number is wanted."""
    match tree:
        case {"class": "COLUMN_REF"}:
            if wanted:
                yield _Found(tree, replaced)
        case {"class": "FUNCTION"}:
            name = tree["function_name"].lower()
            inside = name in ARITHMETIC or (wanted and name in PASSED_ON)
            for argument in tree["arguments"]:
                yield from _numbers(argument["expression"], inside, replaced)
        case {"type": "OPERATOR_COALESCE"}:
            constant = tree["children"][-1].get("class") == "CONSTANT"
            for child in tree["children"]:
                yield from _numbers(child, wanted, replaced or constant)
        case {"class": "CASE"}:
            for check in tree["case_checks"]:
                yield from _numbers(check["when_expr"], False, False)
                yield from _numbers(check["then_expr"], wanted, replaced)
            yield from _numbers(tree["else_expr"], wanted, replaced)
        case {"class": "COMPARISON"}:
            sides = tree["left"], tree["right"]
            for side, other in (sides, sides[::-1]):
                yield from _numbers(side, _is_number(other), True)
        case {"type": "COMPARE_IN" | "COMPARE_NOT_IN"}:
            first, *others = tree["children"]
            yield from _numbers(first, all(map(_is_number, others)), True)
            yield from _numbers(others, False, False)
        case {"class": "BETWEEN"}:
            ends = tree["lower"], tree["upper"]
            yield from _numbers(tree["input"], all(map(_is_number, ends)), True)
            yield from _numbers(list(ends), _is_number(tree["input"]), True)
        case {"class": "CAST"}:
            yield from _numbers(tree["child"], _is_hard(tree), replaced)
        case dict():
            for branch in tree.values():
                yield from _numbers(branch, False, False)
        case list():
            for branch in tree:
                yield from _numbers(branch, wanted, replaced)


def _is_number(node: dict[str, Any]) -> bool:
    """Whether what a column is held against is a number."""
    is_constant = node.get("class") == "CONSTANT" and node.get("literal", {}).get("kind") in ("INTEGER", "NUMERIC")
    return is_constant or (node.get("class") == "FUNCTION" and node["function_name"].lower() in ARITHMETIC)


def _misread(tree: Any) -> Iterator[bool]:
    """What SQL would work out of texts, and otherwise than of numbers: casts that stop at what is none, and whether one
    is a number, to which `60.4` is 60."""
    if isinstance(tree, dict):
        if (tree.get("class") == "CAST" and _is_hard(tree)) or tree.get("type") in EQUAL:
            yield True
        tree = list(tree.values())
    for branch in tree if isinstance(tree, list) else ():
        yield from _misread(branch)


def _is_hard(cast: dict[str, Any]) -> bool:
    return not cast["try_cast"] and cast["type_expr"].get("type_name", "").upper() in NUMERIC
