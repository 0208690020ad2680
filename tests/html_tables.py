"""The short tables of a page, as whoever reads them sees them."""

from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest

Rows = list[list[str]]
"""Their headings first."""


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Rows] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.found.append([])
        elif tag == "tr":
            self.found[-1].append([])
        elif tag in ("th", "td"):
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td") and self._cell is not None:
            self.found[-1][-1].append("".join(self._cell))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def tables_in(html: str) -> list[Rows]:
    """Every table of some HTML."""
    reader = _Tables()
    reader.feed(html)
    return reader.found


def prose_of(test: AppTest) -> list[Rows]:
    """Every table of a page that is no grid."""
    bodies = (one.proto.body for one in test.get("html"))
    return [table for body in bodies if 'class="prose"' in body for table in tables_in(body)]
