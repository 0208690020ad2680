"""Lines of a site table that came back, held against the sites that went out; what cannot be taken is told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from steward.plans.customer.design import DesignSite
from steward.plans.files.changes import entry_id, told_apart
from steward.plans.files.values import Mistake
from steward.services.design.site_cells import KEYS, SITE_ID, from_cell, heading
from steward.warehouse.loading.files.dialect import FirstRow


class SheetReading:
    """Lines of a sheet held against the sites that went out."""

    def __init__(self, seen: Sequence[DesignSite], people: Mapping[str, str]) -> None:
        self.sites = told_apart(seen)
        self.people = people
        self.added: list[DesignSite] = []
        self.wrong: list[str] = []
        self.met: set[str] = set()

    def read(self, rows: Sequence[FirstRow], empty: Sequence[str] = (), erring: Sequence[str] = ()) -> None:
        """All of them; the first says which column is what. `empty`: cells with a formula that has no value; `erring`:
        cells with an error of Excel's."""
        known = self._columns(rows)
        self.wrong += [f"Cell {one}: a formula that Excel has not worked out yet holds no value." for one in empty]
        self.wrong += [f"Cell {one}: Excel shows an error there, and no value." for one in erring]
        for row in rows[1:]:
            cells = {name: row.cells[place] for place, name in known.items() if place < len(row.cells)}
            self._line(row.last_line, {name: cell for name, cell in cells.items() if not _blank(cell)})

    def _columns(self, rows: Sequence[FirstRow]) -> dict[int, str]:
        """Which key each place is of; of a heading that stands there twice, and of another, nothing is taken."""
        labels, fields = {heading(name): name for name in KEYS}, rows[0].fields
        times = Counter(fields)
        for field in times:
            if field in labels and times[field] > 1:
                self.wrong.append(f"“{field}” heads {times[field]} columns: nothing of them is taken.")
        for place, field in enumerate(fields):
            filled = any(not _blank(row.cells[place]) for row in rows[1:] if place < len(row.cells))
            if field not in labels and filled:
                called = f"“{field[:60]}”" if field else f"without a heading, the {place + 1}th,"
                self.wrong.append(f"The column {called} is none of this table: nothing of it is taken.")
        return {place: labels[one] for place, one in enumerate(fields) if one in labels and times[one] == 1}

    def _line(self, number: int, cells: Mapping[str, Any]) -> None:
        values: dict[str, Any] = {}
        for name, cell in cells.items():
            try:
                values[name] = from_cell(name, cell, self.people)
            except Mistake as mistake:
                self.wrong.append(f"Line {number}, {heading(name)}: {mistake}.")
        key = str(values.pop("id", "") or self._by_name(values.get("name", "")))
        if key and key not in self.sites:
            self.wrong.append(f"Line {number}: there is no site “{key[:60]}”; a new one has no {SITE_ID}.")
        elif key in self.met:
            self.wrong.append(f"Line {number}: “{self.sites[key].name}” stands in the file twice; the first counts.")
        elif key:
            self.met.add(key)
            self.sites[key] = replace(self.sites[key], **values)
        elif values.get("name"):
            taken = [*self.sites, *(one.id for one in self.added)]
            self.added.append(DesignSite(**{**values, "id": entry_id(values["name"], taken)}))
        elif values:
            self.wrong.append(f"Line {number}: a new site needs a name.")

    def _by_name(self, name: str) -> str:
        """The site that is called so, where no other is."""
        found = [key for key, one in self.sites.items() if name and one.name == name and key not in self.met]
        return found[0] if len(found) == 1 else ""


def _blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
