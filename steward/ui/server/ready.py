"""What pages are made of is there before anybody opens one: to import it takes seconds, which would be the first
visitor's."""

import ast
from pathlib import Path
from threading import Thread

PAGES = "pages"


def import_for_pages(script: Path) -> Thread:
    """Beside the server, which answers meanwhile: whoever comes sooner waits for what their page needs and no more."""
    reader = Thread(target=_import_all, args=(script,), name="imports of pages", daemon=True)
    reader.start()
    return reader


def _import_all(script: Path) -> None:
    for path in (script, *sorted(script.parent.joinpath(PAGES).rglob("*.py"))):
        found = ast.parse(path.read_text(encoding="utf-8")).body
        imports: list[ast.stmt] = [one for one in found if isinstance(one, ast.Import | ast.ImportFrom)]
        exec(compile(ast.Module(imports, []), str(path), "exec"), {"__name__": path.stem})
