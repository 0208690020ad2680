"""The wall is a path: what a customer may see is told from what only we see by the folder it stands in."""

import ast
import re
import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = "Imports point down"
WALL = "The wall is a path: what a customer may see reaches nothing of ours"
CUSTOMER = (
    "steward.briefings.customer",
    "steward.exhibits",
    "steward.plans.customer",
    "steward.warehouse.rows.customer",
)
OURS = ("steward.briefings.internal", "steward.plans.internal", "steward.warehouse.rows.internal")
BY_NAME = ("importlib", "pkgutil", "runpy")
"""What imports by a name that is only known when it runs."""
TOOLS = (
    "steward.domain",
    "steward.errors",
    "steward.metrics",
    "steward.plans.files",
    "steward.relationships.org_levels",
    "steward.warehouse.reader",
)
"""What holds nobody's words: formulas, errors, the names of metrics, how files are read, who stands above whom by
ids alone, and the type that a customer row function is handed."""


def contract(name: str) -> dict[str, Any]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = told["tool"]["importlinter"]["contracts"]
    return next(one for one in found if one["name"] == name)


def drawn_rooms() -> list[str]:
    """The rooms in the table of docs/architecture.md, from the top down."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    places = [
        line.split("|")[1] for line in text.split("## The rooms")[1].split("\n## ")[0].splitlines() if "|" in line
    ]
    return list(dict.fromkeys(name for place in places for name in re.findall(r"`steward/(\w+)", place)))


def test_the_rooms_are_drawn_in_the_order_of_the_layers() -> None:
    """Rooms of one layer may stand in either order."""
    layers = [sorted(layer.split(" | ")) for layer in contract(LAYERS)["layers"]]
    rooms = iter(drawn_rooms())
    assert [sorted(islice(rooms, len(layer))) for layer in layers] == layers
    assert list(rooms) == []


def folders(name: str) -> list[Path]:
    """Where a package stands, in every layer that has it."""
    return [path for path in (ROOT / "steward").rglob(name) if path.is_dir() and any(path.glob("*.py"))]


def modules(package: str) -> Iterator[tuple[str, str]]:
    """What each module of a package imports of ours: module, imported."""
    for path in sorted(ROOT.joinpath(*package.split(".")).rglob("*.py")):
        for name in imported(path.read_text(encoding="utf-8")):
            yield str(path.relative_to(ROOT)), name


def imported(text: str) -> Iterator[str]:
    """What a module imports of ours, and what imports by a name that is only known when it runs."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.ImportFrom(module=str(module)) if module.partition(".")[0] == "steward":
                yield from (_imported(module, name.name) for name in node.names)
            case ast.ImportFrom(level=level) if level:
                yield f"{'.' * level}{node.module or ''}"
            case ast.Import() | ast.ImportFrom():
                named = [node.module] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
                yield from (str(one) for one in named if str(one).partition(".")[0] in ("steward", *BY_NAME))
            case ast.Call(func=ast.Name(id="__import__")):
                yield "__import__"


def _imported(module: str, name: str) -> str:
    """A name that is a module of its own, or the module it is taken from."""
    place = ROOT.joinpath(*module.split("."), name)
    return f"{module}.{name}" if place.is_dir() or place.with_suffix(".py").is_file() else module


def within(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == one or module.startswith(f"{one}.") for one in packages)


def test_every_internal_folder_is_forbidden_to_customers() -> None:
    ours = {".".join(path.relative_to(ROOT).parts) for path in folders("internal")}
    assert ours == set(OURS) == set(contract(WALL)["forbidden_modules"])


def test_every_customer_folder_stands_behind_the_wall() -> None:
    theirs = {".".join(path.relative_to(ROOT).parts) for path in folders("customer")}
    assert theirs <= set(CUSTOMER)
    assert set(CUSTOMER) <= set(contract(WALL)["source_modules"])


def test_what_is_forbidden_to_customers_is_forbidden_by_any_way() -> None:
    """A way over a module that is allowed is one too; and what is not there cannot be imported, so nobody would notice
    that its name is spelt wrong."""
    found = contract(WALL)
    assert found["type"] == "forbidden"
    assert not found.get("allow_indirect_imports")
    assert not found.get("ignore_imports")
    for one in (*found["forbidden_modules"], *found["source_modules"]):
        place = ROOT.joinpath(*one.split("."))
        assert place.is_dir() or place.with_suffix(".py").is_file(), one


@pytest.mark.parametrize("package", CUSTOMER)
def test_customer_code_imports_customer_code_and_tools_that_hold_no_words(package: str) -> None:
    escaped = {(path, one) for path, one in modules(package) if not within(one, (*CUSTOMER, *TOOLS))}
    assert escaped == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("from steward.relationships import join", ["steward.relationships.join"]),
        ("import steward.relationships.join as joined", ["steward.relationships.join"]),
        ("from ..relationships import join", ["..relationships"]),
        ("import importlib", ["importlib"]),
        ("from importlib import import_module", ["importlib"]),
        ("__import__('steward.relationships.join')", ["__import__"]),
        ("import re\nfrom datetime import date", []),
    ],
)
def test_every_way_to_import_is_seen(text: str, told: list[str]) -> None:
    assert list(imported(text)) == told


ASKS = {"rows": 1, "account_rows": 1, "accounts_rows": 1, "one": 1, "arrow": 0}
"""Where a query stands among what a warehouse is asked with."""


def unwritten(text: str) -> Iterator[str]:
    """The queries of a module that are not written out: made of anything but letters and the names of columns."""
    tree = ast.parse(text)
    for around in [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))]:
        for node in ast.walk(around):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKS:
                query = [*node.args, *(one.value for one in node.keywords)][ASKS[node.func.attr]]
                if not all(map(_written, _values(query, around, tree))):
                    yield ast.unparse(query)


def _values(query: ast.expr, around: ast.AST, tree: ast.Module) -> list[ast.expr]:
    """All that a name stands for where it is used, else in the module; a name nobody gave a value is none of ours."""
    if not isinstance(query, ast.Name):
        return [query]
    for place in (around, tree):
        given = [node for node in ast.walk(place) if isinstance(node, ast.Assign | ast.AugAssign)]
        found = [node.value if isinstance(node, ast.Assign) else node for node in given if query.id in _targets(node)]
        if found:
            return [one if isinstance(one, ast.expr) else query for one in found]
    return [query]


def _targets(node: ast.Assign | ast.AugAssign) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [one.id for one in targets if isinstance(one, ast.Name)]


def _written(query: ast.expr) -> bool:
    if isinstance(query, ast.JoinedStr):
        return all(_written(one.value if isinstance(one, ast.FormattedValue) else one) for one in query.values)
    if isinstance(query, ast.Call):
        return re.fullmatch(r"', '\.join\(\w+\._fields\)", ast.unparse(query)) is not None
    return isinstance(query, ast.Constant)


@pytest.mark.parametrize("package", CUSTOMER)
def test_what_customer_code_asks_the_warehouse_is_written_out(package: str) -> None:
    for path in sorted(ROOT.joinpath(*package.split(".")).rglob("*.py")):
        assert list(unwritten(path.read_text(encoding="utf-8"))) == [], path


@pytest.mark.parametrize(
    ("query", "out"),
    [
        ("'from customer.load'", True),
        ("f\"select {', '.join(Row._fields)} from customer.load\"", True),
        ("f\"from {'inter' + 'nal'}.book\"", False),
        ("'from ' + place", False),
        ("place.format('internal')", False),
        ("place", False),
    ],
)
def test_a_query_that_is_put_together_is_seen(query: str, out: bool) -> None:
    asked = f"def read(warehouse, place):\n    sql = {query}\n    return warehouse.rows(Row, sql)"
    assert (list(unwritten(asked)) == []) is out
    assert (list(unwritten(f"def read(warehouse, place):\n    return warehouse.rows(Row, {query})")) == []) is out


SCHEMA = re.compile(r"\b(?:from|join)\s+(\w+)\.\w+|\"(\w+)\.\w+\"")
OTHERS = {"internal", "staging", "meta", "raw"}


@pytest.mark.parametrize("package", ["steward.briefings.customer", "steward.warehouse.rows.customer"])
def test_what_customer_code_asks_the_warehouse_is_of_the_schema_customer(package: str) -> None:
    """Words are a way around the wall that no import shows: a query, or the relation of a receipt."""
    for path in sorted(ROOT.joinpath(*package.split(".")).rglob("*.py")):
        found = {one for pair in SCHEMA.findall(path.read_text(encoding="utf-8")) for one in pair if one}
        assert not found & OTHERS, (path, found)
