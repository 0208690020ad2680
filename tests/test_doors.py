"""A door composes nothing: pages, the app's room, commands and their JSON do through a service what is done on a topic.

The import contract says which rooms a door does not enter; here it is held for `app.py` and `pages/` too, which are in
no package. Of what a service hands over a door may name the type (docs/adr/0056)."""

import ast
import inspect
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from steward.warehouse.reader import Warehouse

ROOT = Path(__file__).parents[1]


def _takes_sql(method: Callable[..., object]) -> bool:
    return bool({"sql", "connect"} & inspect.signature(method).parameters.keys())


DOORS = [
    ROOT / "app.py",
    *(ROOT / "pages").rglob("*.py"),
    *(ROOT / "steward" / "ui").rglob("*.py"),
    *(ROOT / "steward" / "cli").rglob("*.py"),
]
CONTRACT = "A door calls services"
BENEATH = ("steward.briefings", "steward.plans", "steward.relationships", "steward.warehouse")
"""Of these a door names types alone, also where the contract says nothing of a module."""
HANDLES = ("CompanyFiles", "Drafts", "Opened", "PlanCache", "Plans", "Warehouse")
"""What reaches files and rows is made and opened by a service; a door passes it on."""
OPENS = ("open", "edit")
"""Of a file that is named by its type."""
ASKS = frozenset(name for name, one in vars(Warehouse).items() if inspect.isfunction(one) and _takes_sql(one))
"""What of a warehouse takes SQL, or opens another beside it."""
SET = ast.Assign | ast.AnnAssign


def contract() -> dict[str, Any]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    found: dict[str, Any] = next(one for one in told if one["name"] == CONTRACT)
    return found


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """What a door imports of ours: module, and the name in it; of a module as a whole the name is empty."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and str(node.module).partition(".")[0] == "steward":
            yield from ((str(node.module), one.name) for one in node.names)
        if isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names if one.name.partition(".")[0] == "steward")


def within(module: str, packages: tuple[str, ...] | list[str]) -> bool:
    return any(module == one or module.startswith(f"{one}.") for one in packages)


def is_said(module: str, name: str) -> bool:
    """Whether a name is one of a type or a constant: what does something is a function, or a module full of them."""
    found = getattr(import_module(module), name, None) if name else None
    return found is not None and not isinstance(found, ModuleType) and (inspect.isclass(found) or not callable(found))


def told(path: Path, *words: object) -> str:
    return " ".join(map(str, (path.relative_to(ROOT), *words)))


def test_no_door_enters_a_room_beneath_the_services() -> None:
    forbidden = contract()["forbidden_modules"]
    reached = [
        told(path, module, name)
        for path in DOORS
        for module, name in imports(path)
        if within(module, forbidden) or within(f"{module}.{name}", forbidden)
    ]
    assert reached == []


def test_every_room_that_is_forbidden_to_doors_is_there() -> None:
    """What is not there cannot be imported, so nobody would notice that its name is spelt wrong."""
    found = contract()
    assert set(found["source_modules"]) == {"steward.ui", "steward.cli"}
    places = [ROOT.joinpath(*one.split(".")) for one in (*found["forbidden_modules"], *found["source_modules"])]
    assert [str(one) for one in places if not one.is_dir() and not one.with_suffix(".py").is_file()] == []


def test_a_door_imports_types_and_constants_of_what_lies_beneath_and_nothing_that_does_anything() -> None:
    reached = [
        told(path, module, name)
        for path in DOORS
        for module, name in imports(path)
        if (within(module, BENEATH) or within(f"{module}.{name}", BENEATH)) and not is_said(module, name)
    ]
    assert reached == []


def test_a_door_says_in_full_what_it_imports() -> None:
    """`import steward` brings every room, and a path from here another spelling of each."""
    vague = [
        told(path, module) for path in DOORS for module, name in imports(path) if (module, name) == ("steward", "")
    ]
    relative = [
        told(path, node.lineno)
        for path in DOORS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert vague + relative == []


def test_a_door_takes_from_a_service_what_it_defines_or_offers() -> None:
    """What a service imports for itself is no part of it: through it a door would reach whatever lies beneath."""
    taken = [
        told(path, module, name) for path in DOORS for module, name in _taken(path) if name not in _offered(module)
    ]
    assert taken == []


def _taken(path: Path) -> Iterator[tuple[str, str]]:
    """Names of services: those imported, and those reached through a service that is imported as a whole."""
    whole: dict[str, str] = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and within(str(node.module), ["steward.services"]):
            for one in node.names:
                if _is_module(f"{node.module}.{one.name}"):
                    whole[one.asname or one.name] = f"{node.module}.{one.name}"
                else:
                    yield str(node.module), one.name
        if isinstance(node, ast.Import):
            whole |= {one.asname or one.name: one.name for one in node.names if within(one.name, ["steward.services"])}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in whole:
            yield whole[ast.unparse(node.value)], node.attr


def _is_module(name: str) -> bool:
    place = ROOT.joinpath(*name.split("."))
    return place.is_dir() or place.with_suffix(".py").is_file()


@cache
def _offered(module: str) -> frozenset[str]:
    """The names of `__all__`, else what is defined in it."""
    place = ROOT.joinpath(*module.split("."))
    body = tree(place / "__init__.py" if place.is_dir() else place.with_suffix(".py")).body
    if named := getattr(import_module(module), "__all__", None):
        return frozenset(named)
    defined = {one.name for one in body if isinstance(one, ast.FunctionDef | ast.ClassDef)}
    given = [one.targets if isinstance(one, ast.Assign) else [one.target] for one in body if isinstance(one, SET)]
    return frozenset(defined | {ast.unparse(one) for targets in given for one in targets})


def test_a_door_asks_no_question_of_a_warehouse() -> None:
    asked = [told(path, node.lineno, ast.unparse(node)) for path in DOORS for node in _asked(path)]
    assert asked == []


def _asked(path: Path) -> Iterator[ast.expr]:
    """Calls of what takes SQL, and the same taken from a warehouse to be called elsewhere."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and node.attr in ASKS and _is_warehouse(node.value):
            yield node
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKS - {"columns"}:
            yield node


def _is_warehouse(node: ast.expr) -> bool:
    return ast.unparse(node).removesuffix("()").rpartition(".")[2].endswith("warehouse")


def test_a_door_makes_and_opens_none_of_what_reaches_files_and_rows() -> None:
    made = [told(path, node.lineno, what) for path in DOORS for node, what in _handled(path)]
    assert made == []


def _handled(path: Path) -> Iterator[tuple[ast.expr, str]]:
    ours = {name for module, name in imports(path) if within(module, ["steward.services"]) and name in HANDLES}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ours:
            yield node, node.func.id
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ours:
            yield node, f"{node.value.id}.{node.attr}"
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in OPENS
            and node.args
            and (isinstance(node.args[0], ast.Attribute) or ast.unparse(node.args[0])[0].isupper())
        ):
            yield node, ast.unparse(node)
