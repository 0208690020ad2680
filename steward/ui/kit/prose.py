"""A short table of sentences, which wrap instead of being cut off: one element of the page.

Streamlit's own reads every cell as Markdown, and costs the browser as much as a grid."""

from html import escape

import streamlit as st

from steward.exhibits import MINUS, Cell, Column, Table, written
from steward.exhibits.states import mood_of
from steward.ui.kit.escape import JOINER
from steward.ui.kit.laid_out import laid_out
from steward.ui.kit.style import ink_of, scheme

LONG, MOST_WHOLE = 40, 24
ROOMY = "14rem"
"""On a phone a sentence keeps a width it can be read in, and the table scrolls."""
NO_BREAK = "\N{NO-BREAK SPACE}"


def prose(ex: Table) -> None:
    """Every cell as text that wraps."""
    st.html(laid_out(ex, f"prose.{scheme()}", lambda: _table(ex)), width="stretch")


def _table(ex: Table) -> str:
    named = f' aria-label="{escape(ex.alt)}"' if ex.alt else ""
    head = "".join(f'<th scope="col"{_look(ex, place)}>{escape(one.name)}</th>' for place, one in enumerate(ex.columns))
    rows = "".join(f"<tr>{_row(ex, row)}</tr>" for row in ex.rows)
    return f'<div class="prose"><table{named}><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _row(ex: Table, row: tuple[Cell, ...]) -> str:
    looks = (_look(ex, place) for place in range(len(ex.columns)))
    return "".join(
        f"<td{look}>{_said(cell, column)}</td>" for look, cell, column in zip(looks, row, ex.columns, strict=True)
    )


def _look(ex: Table, place: int) -> str:
    """How the cells of a column stand; an id such as `C-1003-A2` is never broken at its hyphen."""
    column, texts = ex.columns[place], [str(row[place] or "") for row in ex.rows]
    if column.unit:
        return ' class="number"'
    longest = max(map(len, texts), default=0)
    whole = longest <= MOST_WHOLE and not any(" " in text for text in texts)
    width = ROOMY if longest > LONG else f"{longest + 2}ch" if whole else ""
    return f' style="min-width: {width}"' if width else ""


def _said(cell: Cell, column: Column) -> str:
    """Numbers and days stay in one line."""
    text = written(cell, column)
    if column.state and (mood := mood_of(text)):
        return f'<strong style="color: {ink_of(mood)}">{escape(text)}</strong>'
    return escape(text if isinstance(cell, str) else text.replace(" ", NO_BREAK).replace(MINUS, MINUS + JOINER))
