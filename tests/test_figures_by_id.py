"""A figure is taken by its id and never by its place: a figure more in a briefing would put another one on a page or a
slide, with nothing that says so."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TELLERS = (ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "steward").rglob("*.py"))


def of_figures(whole: ast.expr) -> bool:
    """Whether an expression stands for several figures, by its name."""
    if isinstance(whole, ast.Call):
        return of_figures(whole.func)
    return (getattr(whole, "attr", "") or getattr(whole, "id", "")).endswith("figures")


def by_place(tree: ast.AST) -> Iterator[ast.AST]:
    """What takes some of several figures without naming them. Their ids alone may be asked for."""
    of_an_id = [node.value for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "id"]
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(ctx=ast.Load()) if of_figures(node.value) and not _names(node.slice):
                if node not in of_an_id:
                    yield node
            case ast.Assign(targets=[ast.Tuple(elts=several)]) if of_figures(node.value):
                if any(isinstance(one, ast.Starred) for one in several):
                    yield node
            case ast.Call(func=ast.Name(id="next"), args=[found, *_]) if _first_of(found):
                yield node


def _names(index: ast.expr) -> bool:
    """An id, the place a loop is at, or a part of all of them that a loop goes through."""
    if isinstance(index, ast.Slice):
        return not any(isinstance(one, ast.Constant | None) for one in (index.lower, index.upper))
    return isinstance(index, ast.Name | ast.Tuple) or isinstance(getattr(index, "value", None), str)


def _first_of(found: ast.expr) -> bool:
    """The first of several figures, or the first that is so and so, where nothing asks for its id."""
    if not isinstance(found, ast.GeneratorExp):
        return isinstance(found, ast.Call) and any(map(of_figures, found.args))
    asked = [node for test in found.generators[0].ifs for node in ast.walk(test) if isinstance(node, ast.Compare)]
    by_id = any(getattr(one.left, "attr", "") == "id" and isinstance(one.ops[0], ast.Eq) for one in asked)
    return of_figures(found.generators[0].iter) and not by_id


def test_a_figure_is_taken_by_its_id_and_never_by_its_place() -> None:
    taken = [
        f"{path.relative_to(ROOT)} {ast.unparse(node)}"
        for path in TELLERS
        if "figures" in (text := path.read_text(encoding="utf-8"))
        for node in by_place(ast.parse(text))
    ]
    assert taken == []


@pytest.mark.parametrize(
    "text",
    [
        "walk(heard, figures[0])", "brief.figures[-1]", "_figures(book)[1]", "[one for one in figures[:MOST]]",
        "slide.figures[1:]", "score, *others = found.figures", "next(iter(figures))",
        "next((f for f in found.adoption.figures if f.unit == PERCENT and f.value is not None), None)",
        "next((one for one in figures if one.id.startswith('adoption.utilisation')), None)",
    ],
)  # fmt: skip
def test_one_that_is_taken_by_its_place_is_found(text: str) -> None:
    assert len(list(by_place(ast.parse(text)))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "figures['book.mrr']", "figures[key]", "figures[start : start + each]", "brief.figure('book.mrr')",
        "next(one for one in figures if one.id == OPEN)", "f'from-{figures[0].id}'", "figures[0] = one",
        "next((one for one in figures if one.id == key and one.value is not None), None)",
    ],
)  # fmt: skip
def test_one_that_is_taken_by_its_id_is_not(text: str) -> None:
    assert list(by_place(ast.parse(text))) == []
