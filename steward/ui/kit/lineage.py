"""“Definition and source” behind the figures and exhibits of a page: read only once somebody asks.

What has this question stands in the page's workbook too."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from steward.domain.labels import told_apart
from steward.exhibits import Exhibit, Figure, Receipt, day_text, listed
from steward.exhibits.wording import capital, counted
from steward.metrics import DAY_OF_FIGURES, names_the_day
from steward.services.data.lineage import Lineage, Rate, Saved, Source, lineage_of
from steward.services.plans.files import plans_of
from steward.ui.kit.address import in_address
from steward.ui.kit.audience import is_theirs
from steward.ui.kit.cache import kept, warehouse, workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.grid import show_grid
from steward.ui.kit.shown import noted

ASK = "Definition and source"
_TALLEST = 10
MOST_RATES = 6


def figures_from(figures: Sequence[Figure], key: str) -> None:
    """The question below a row of figures: about each of them."""
    noted(figures)
    if figures and not is_theirs():
        labels = told_apart({figure.id: figure.label for figure in figures})
        receipts = {labels[figure.id]: figure.receipt for figure in figures}
        asked(receipts, f"from-{key}-{figures[0].id}")


def exhibit_from(exhibit: Exhibit, key: str | None = None) -> None:
    """The question below a chart or table."""
    noted(exhibit=exhibit)
    if not is_theirs():
        asked({exhibit.title or exhibit.id: exhibit.receipt}, f"from-{key or exhibit.id}")


@st.fragment
def asked(receipts: Mapping[str, Receipt], key: str) -> None:
    """The question; its answer is made when it is opened, and the page around it is left alone."""
    place = st.popover(ASK, type="tertiary", icon=":material/info:", key=key, on_change="rerun")
    if not place.open:
        return
    with place:
        which = next(iter(receipts))
        if len(receipts) > 1:
            which = st.selectbox("Figure", list(receipts), key=f"{key}.which") or which
        show_lineage(receipts[which])


def show_lineage(receipt: Receipt) -> None:
    """Definition, files, load, and the rows; or who wrote the plan."""
    account_id = in_address("account") or None
    found = kept(lambda: _lineage(receipt, None), "lineage", receipt) if not _written(receipt) else None
    found = found or _lineage(receipt, account_id)
    st.markdown(f"**{plain(receipt.metric)}**, as of {plain(day_text(receipt.as_of))}")
    said = f"{capital(found.definition).rstrip('.')}." if found.definition else "Nobody has defined this metric yet."
    told = f" {DAY_OF_FIGURES}" if names_the_day(f"{receipt.metric} {said}") else ""
    st.markdown(f"{said}{told}".replace("$", r"\$"))
    st.caption("  \n".join(map(plain, _lines(found))))
    if found.columns:
        _rows(found)


def _written(receipt: Receipt) -> bool:
    return ".toml" in receipt.relation


def _lineage(receipt: Receipt, account_id: str | None) -> Lineage:
    return lineage_of(warehouse(), plans_of(workspace()), receipt, account_id)


def _lines(found: Lineage) -> list[str]:
    """Where it was written, read from, and when."""
    lines = []
    if found.file:
        where = f", section “{found.section}”" if found.section else ""
        lines.append(f"Written by people in {found.file}{where}.{_saved(found.saved)}")
    whole = found.ours and workspace().scope.sees_all
    lines += [_source(source, whole=whole) for source in found.sources]
    lines += _converted(found.rates)
    if not found.file and found.loaded_at:
        clocks = workspace().settings.timezone
        lines.append(f"Loaded on {day_text(found.loaded_at.date())} at {found.loaded_at:%H:%M} ({clocks}).")
    return lines


def _source(source: Source, *, whole: bool) -> str:
    """A feed and its file; how much of it there is, over all accounts, is internal and for whom sees them all."""
    if not whole:
        return f"{capital(source.feed.replace('_', ' '))}, read from {source.file}."
    until = f", the last of {day_text(source.last_day)}" if source.last_day else ""
    return f"{capital(source.feed.replace('_', ' '))}: {counted(source.loaded, 'row')} of {source.file}{until}."


def _converted(rates: Sequence[Rate]) -> list[str]:
    """For each feed and currency, at which rates its amounts were turned into ours."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in rates:
        found.setdefault((one.feed, one.currency), []).append(f"{one.rate:g} of {one.month:%b %Y}")
    return [
        f"{capital(feed.replace('_', ' '))} in {currency} were converted at {_few(told)}."
        for (feed, currency), told in found.items()
    ]


def _few(told: Sequence[str]) -> str:
    return listed([*told[:MOST_RATES], f"{len(told) - MOST_RATES} more rates"] if len(told) > MOST_RATES else told)


def _saved(saved: Saved | None) -> str:
    if saved is None:
        return ""
    if saved.at is None:
        return " It was not saved from Steward."
    return f" Last saved by {saved.who or 'nobody named'} on {day_text(saved.at.date())} at {saved.at:%H:%M} UTC."


def _rows(found: Lineage) -> None:
    """The rows as the warehouse holds them."""
    where = [
        f"{column} = {' or '.join('not known' if one is None else str(one) for one in these)}"
        for column, these in found.receipt.asked.items()
    ]
    many = f"The first {len(found.rows):,} rows" if found.cut else counted(len(found.rows), "row")
    st.caption(plain(f"{many} of {found.receipt.relation}" + (f" where {listed(where)}" if where else "") + ":"))
    frame = pd.DataFrame([[_cell(value) for value in row] for row in found.rows], columns=list(found.columns))
    show_grid(frame, hide_index=True, height=35 * (min(len(frame), _TALLEST) + 1) + 3)


def _cell(value: Any) -> Any:
    """Numbers and days stay such; what a table cannot hold becomes text."""
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, int | float | str | date) else str(value)
