"""The deck check on a page: a deck is brought, and what differs stands first."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from steward.exhibits import Cell, Column, Receipt, Table, day_text
from steward.exhibits.wording import counted
from steward.services.reviews.drift import Drift, DriftLine, check
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.tables import table
from steward.ui.plans.files import plans

_NOTHING = "–"
_COLUMNS = (
    Column("Slide"), Column("What", wide=True), Column("In the deck", wide=True), Column("Today", wide=True),
    Column("Edited by hand", wide=True),
)  # fmt: skip


def bring_deck() -> Drift | None:
    """The deck that the reader brings, held against today's data; None until there is one. Raises as `check`."""
    brought = st.file_uploader("A deck that Steward exported (.pptx)", type=["pptx"], key="drift.file")
    if brought is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        # Refusals name the file as the reader knows it.
        path = Path(folder) / (Path(brought.name).name[-120:] or "deck.pptx")
        path.write_bytes(brought.getvalue())
        return check(warehouse(), plans(), path)


def caption(found: Drift) -> str:
    """Whose deck it is, and which days are compared."""
    about = found.about
    frozen = f", frozen on {day_text(about.frozen_on)}" if about.frozen_on else ""
    days = f"figures as of {day_text(about.as_of)}{frozen}, today's as of {day_text(found.as_of_today)}"
    return f"{about.account_name} · {about.quarter} · {days}"


def show_drift(found: Drift) -> None:
    """Differences first, then edited texts and slides, and folded away what is the same."""
    different = [line for line in found.lines if line.differs]
    same = [line for line in found.lines if not line.differs]
    if different:
        table(_table(found, "drift.different", different))
    _edited_texts(found)
    for remark in found.remarks:
        st.warning(plain(remark), icon=":material/content_copy:")
    if same:
        with st.expander(f"{counted(len(same), 'figure or chart', 'figures and charts')} as exported"):
            table(_table(found, "drift.same", same))


def _edited_texts(found: Drift) -> None:
    if found.words:
        st.markdown("## Texts that were edited", anchors=False)
        rows = tuple((str(one.slide), one.place, one.was or _NOTHING, one.now or _NOTHING) for one in found.words)
        names = ("Slide", "Which", "In the export", "In the deck")
        columns = tuple(Column(name, wide=number > 1) for number, name in enumerate(names))
        table(Table(id="drift.texts", title="", alt="Table of edited texts.", receipt=_receipt(found),
                    columns=columns, rows=rows))  # fmt: skip


def _table(found: Drift, key: str, lines: Sequence[DriftLine]) -> Table:
    alt = "Table of what the deck says and what the data says today."
    rows = tuple(map(_row, lines))
    return Table(id=key, title="", alt=alt, receipt=_receipt(found), columns=_COLUMNS, rows=rows)


def _row(line: DriftLine) -> tuple[Cell, ...]:
    slide = "gone" if line.slide is None else str(line.slide)
    today = line.why if line.today is None else line.today if line.drifted else f"{line.today}, as exported"
    return slide, line.label, line.in_deck or _NOTHING, today, "; ".join([*line.edits, *line.remarks]) or None


def _receipt(found: Drift) -> Receipt:
    return Receipt("deck check", found.as_of_today, found.name)
