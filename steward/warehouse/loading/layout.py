"""How a file is laid out, where `sources.toml` says so: a sheet, an encoding, cells that mean “as above”."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from steward.errors import SourcesUnreadable
from steward.warehouse.loading.csv_records import Record
from steward.warehouse.loading.nearest import nearest


@dataclass(frozen=True)
class Layout:
    """What is said of the files of one table. `fill_down`: columns whose empty cells mean what stands above them."""

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    fill_down: tuple[str, ...] = ()


AS_FOUND = Layout()


def filled_down(rows: Iterable[Record], columns: Sequence[str], names: Iterable[str], file: str) -> Iterator[Record]:
    """The rows, empty cells of these columns filled with what the row above has. Raises SourcesUnreadable."""
    places = [_place(columns, name, file) for name in names]
    above = [""] * len(places)
    for row in rows:
        if not places or row.problem or not any(field.strip() for field in row.fields):
            yield row
            continue
        for number, place in enumerate(places):
            value = row.fields[place]
            if value.strip() and value != above[number]:
                # A new group: what stood in the columns behind it belongs to the one before.
                above[number:] = [value, *[""] * (len(places) - number - 1)]
        filled = dict(zip(places, above, strict=True))
        yield replace(row, fields=[filled.get(number, field) for number, field in enumerate(row.fields)])


def _place(columns: Sequence[str], name: str, file: str) -> int:
    known = [column.lower() for column in columns]
    if name.strip().lower() not in known:
        raise SourcesUnreadable(f"sources.toml: fill_down names “{name}”, no column of {file}{nearest(name, columns)}.")
    return known.index(name.strip().lower())
