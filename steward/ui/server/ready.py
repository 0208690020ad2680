"""What pages are made of is there before anybody opens one: to import it takes seconds, which would be the first
visitor's. So is, from then on, what they read."""

import ast
from collections.abc import Callable
from pathlib import Path
from threading import Thread, Timer

PAGES = "pages"
AFTER = 3.0
"""Seconds after the start: who waits for the server comes first."""


def import_for_pages(script: Path, after: float = AFTER, then: Callable[[], object] = lambda: None) -> Thread:
    """Beside the server, which answers meanwhile: whoever comes sooner waits for what their page needs and no more.
    `then`: called when all is imported."""

    def read() -> None:
        _import_all(script)
        then()

    reader = Timer(after, read)
    reader.name, reader.daemon = "imports of pages", True
    reader.start()
    return reader


def _import_all(script: Path) -> None:
    for path in (script, *sorted(script.parent.joinpath(PAGES).rglob("*.py"))):
        found = ast.parse(path.read_text(encoding="utf-8")).body
        imports: list[ast.stmt] = [one for one in found if isinstance(one, ast.Import | ast.ImportFrom)]
        exec(compile(ast.Module(imports, []), str(path), "exec"), {"__name__": path.stem})
