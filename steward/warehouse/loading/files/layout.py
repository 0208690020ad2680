"""How a file is laid out, where `sources.toml` says so: a sheet, an encoding, cells that mean “as above”."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from steward.errors import SourcesUnreadable
from steward.warehouse.loading.files.csv_records import Record
from steward.warehouse.loading.invisible import heading
from steward.warehouse.loading.nearest import nearest
from steward.warehouse.loading.toml_lines import Place


@dataclass(frozen=True)
class Layout:
    """What is said of the files of one table. `fill_down`: columns whose empty cells mean what stands above them;
    `table`: of a database; `place`: where in `sources.toml` it is said."""

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    fill_down: tuple[str, ...] = ()
    table: str | None = None
    place: Place = field(default_factory=lambda: Place(""))


AS_FOUND = Layout()


def filled_down(rows: Iterable[Record], columns: Sequence[str], layout: Layout, file: str) -> Iterator[Record]:
    """The rows, empty cells of some columns filled with what the row above has. Raises SourcesUnreadable."""
    places = [_column(columns, name, file, layout.place) for name in layout.fill_down]
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


def _column(columns: Sequence[str], name: str, file: str, place: Place) -> int:
    known = [column.lower() for column in columns]
    sought = heading(name).lower()
    if sought not in known:
        where = place.at("fill_down")
        raise SourcesUnreadable(f"{where}: fill_down names “{name}”, no column of {file}{nearest(name, columns)}.")
    return known.index(sought)
