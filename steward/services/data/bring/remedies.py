"""What somebody can say where nothing in a file does: whether the day or the month of its dates comes first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from steward.services.data.bring.looks import FileLook
from steward.services.data.bring.mapping import Feed
from steward.services.data.trials import TriedTable
from steward.warehouse.loading.typing.date_formats import UNCLEAR

WRITTEN = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(\d{4}|\d{2})$")


@dataclass(frozen=True)
class Remedy:
    """A question about one of our columns, and the expressions that its answers stand for."""

    column: str
    asked: str
    answers: tuple[tuple[str, str], ...]


def remedies(feed: Feed, look: FileLook, tried: TriedTable) -> Iterator[Remedy]:
    """For each column whose dates can be read both ways."""
    column, reason = (tried.reject_columns.index(name) for name in ("column", "reason"))
    unclear = {row[column] for row in tried.rejects if UNCLEAR in row[reason]}
    for name in tried.columns:
        found = look.column((feed.columns or {}).get(name, "").strip('"')) if name in unclear else None
        shape = WRITTEN.match(found.samples[0]) if found and found.samples else None
        if found and shape:
            sign, year = shape[1], "%Y" if len(shape[2]) == 4 else "%y"
            asked = f"“{found.samples[0]}” in {found.name}: which comes first?"
            orders = (("The day", f"%d{sign}%m{sign}{year}"), ("The month", f"%m{sign}%d{sign}{year}"))
            yield Remedy(name, asked, tuple((said, _read(found.name, order)) for said, order in orders))


def _read(column: str, order: str) -> str:
    quoted = '"' + column.replace('"', '""') + '"'
    return f"strptime(nullif(trim({quoted}), ''), '{order}')::date"
