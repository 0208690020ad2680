"""Who divides: every function of Steward in which one number is divided by another, however that is written."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from tests.one_home.metrics import ROOT

CALLED = {"mean", "fmean", "average", "Fraction", "Share", "truediv", "floordiv", "divmod"}
"""Called with two numbers, or with many, they divide."""
FOLDERS = {
    "HERE", "Path", "SQL", "_folder", "_work", "brought", "data", "exports", "files", "folder", "folder_of", "fresh",
    "apart", "home", "of", "place", "plans", "rejects", "warehouse", "work",
}  # fmt: skip
"""What stands left of the `/` of a path."""
SIGNS = re.compile(rf"\s//?=?\s|\*\* ?-|\bpow\(|\b({'|'.join(CALLED)})\(")
"""What a module's text has where anything in it divides, as the formatter writes it."""


@cache
def modules() -> Sequence[tuple[str, ast.Module]]:
    """What may divide, of all but the sample: it makes data up and measures nothing."""
    below = ROOT / "steward"
    paths = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *below.rglob("*.py")]
    named = ((path.relative_to(below if below in path.parents else ROOT).as_posix(), path) for path in sorted(paths))
    texts = ((name, path.read_text(encoding="utf-8")) for name, path in named if not name.startswith("sample/"))
    return [(name, ast.parse(text)) for name, text in texts if SIGNS.search(text)]


def dividers(tree: ast.AST, through: Sequence[str] = ()) -> Mapping[str, ast.AST]:
    """The functions that divide, by name, such as `Survey.score`; what stands in none by that of its class, or by none.
    `through`: what divides where it is called."""
    return dict(_dividing(tree, "", tree, through))


def _dividing(node: ast.AST, name: str, holder: ast.AST, through: Sequence[str]) -> Iterator[tuple[str, ast.AST]]:
    for one in ast.iter_child_nodes(node):
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from _dividing(one, f"{name}.{one.name}".strip("."), one, through)
        else:
            if divides(one) or _called(one) in through:
                yield name, holder
            yield from _dividing(one, name, holder, through)


def divides(node: ast.AST) -> bool:
    """By another number than one that is written there."""
    match node:
        case ast.BinOp(op=ast.Div() | ast.FloorDiv(), right=ast.Constant() | ast.JoinedStr()):
            return False
        case ast.BinOp(op=ast.Div(), left=left):
            return not _is_folder(left)
        case ast.BinOp(op=ast.FloorDiv()):
            return True
        case ast.AugAssign(op=ast.Div() | ast.FloorDiv(), value=value):
            return not isinstance(value, ast.Constant)
        case ast.BinOp(op=ast.Pow(), right=ast.UnaryOp(op=ast.USub())):
            return True
        case ast.Call(args=[_, ast.UnaryOp(op=ast.USub())]) if _called(node) == "pow":
            return True
        case ast.Call(args=[] | [_]) if _called(node) == "Fraction":
            return False
        case ast.Call(args=[*given]) if _called(node) in CALLED:
            return not (given and isinstance(given[-1], ast.Constant))
    return False


def _called(node: ast.AST) -> str:
    """What is called, by the last of its names."""
    if not isinstance(node, ast.Call):
        return ""
    return str(getattr(node.func, "attr", getattr(node.func, "id", "")))


def _is_folder(node: ast.expr) -> bool:
    """Whether a `/` to the right of it makes a path: of a folder, or of what is a path already."""
    match node:
        case ast.BinOp(op=ast.Div(), left=left, right=right):
            return (
                isinstance(right, ast.JoinedStr) or isinstance(getattr(right, "value", None), str) or _is_folder(left)
            )
        case ast.Call(func=func):
            return _is_folder(func)
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name in FOLDERS
    return False
