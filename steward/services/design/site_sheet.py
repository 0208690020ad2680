"""The site table as an Excel file: out to an engineer or the customer, and back with a report of what changed."""

import tempfile
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from steward.briefings.customer.design.source import receipt
from steward.briefings.customer.subject import Subject
from steward.errors import FileUnreadable
from steward.exhibits import Column, Table
from steward.exhibits.wording import capital, counted
from steward.output.form_sheet import GUIDE, form_sheet
from steward.plans.customer.design import Design, DesignSite
from steward.plans.files.changes import PlanChange, changes, entry_id, told_apart
from steward.plans.files.in_words import said
from steward.plans.files.keys import sections_of
from steward.plans.files.store import Opened, Plans, Saved, opened
from steward.plans.files.together import PlanPart, save
from steward.plans.files.values import Mistake
from steward.services.design.files import OpenedDesign
from steward.services.design.site_cells import KEYS, SITE_ID, as_cells, columns, from_cell, heading
from steward.warehouse.loading.files.dialect import FirstRow
from steward.warehouse.loading.files.excel import sheet_rows
from steward.warehouse.rows.customer.account import contacts

__all__ = ["SHEET", "SheetReport", "read_back", "sheet_out", "take_over"]

SHEET = "Sites"
STATE = "State"
MOST_BYTES, MOST_UNPACKED = 5_000_000, 100_000_000
MOST_SITES = 5_000
INTRO = (
    "One line is one site. Fill in what you know and leave the rest empty: an empty cell changes nothing.",
    "A site that is not in the list gets a line of its own below, without a site id.",
    "Send the file back as it is, as .xlsx: what changed is shown before it is taken over.",
)


@dataclass(frozen=True)
class SheetReport:
    """What a file that came back would change. `seen`: the sites as they went out; `wanted`: as the file has them;
    `wrong`: cells that cannot be read, which are left as they are; `absent`: sites that are not in the file, and stay;
    `added`: those that are new."""

    seen: tuple[DesignSite, ...]
    wanted: tuple[DesignSite, ...]
    made: tuple[PlanChange, ...]
    wrong: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    shown: Table | None = None

    @property
    def sentence(self) -> str:
        """What it comes to."""
        cells = sum(bool(one.key) for one in self.made)
        return capital(f"{counted(cells, 'changed cell')}, {counted(len(self.added), 'new site')}")


_SECTIONS = sections_of(Design)
_SITES: PlanPart[Design, tuple[DesignSite, ...]] = PlanPart(
    lambda plan: plan.sites, lambda plan, sites: replace(plan, sites=sites)
)


def sheet_out(about: Subject, of: OpenedDesign) -> bytes:
    """The sites to be filled in; without any, an empty table."""
    names = {one.contact_id: one.name for one in contacts(about.warehouse, about.account_id)}
    title = f"{about.account.name}: sites of {of.plan.about.title or of.design_id}"
    rows = [as_cells(key, one, names) for key, one in told_apart(of.plan.sites).items()]
    return form_sheet(SHEET, title, INTRO, ((STATE, of.file.digest),), columns(), rows)


def read_back(about: Subject, plans: Plans, of: OpenedDesign, content: bytes, name: str) -> SheetReport:
    """What a file would change, before anything is. Raises FileUnreadable."""
    rows, state = _rows(content, name)
    seen = _as_it_went_out(plans, of.file, state).plan.sites
    held = contacts(about.warehouse, about.account_id)
    people = {one.name: one.contact_id for one in held}
    found = _Reading(seen, people)
    found.read(rows)
    wanted = (*found.sites.values(), *found.added)
    before, after = Design(account_id=about.account_id, sites=seen), Design(account_id=about.account_id, sites=wanted)
    made = changes(before, after)
    names = {key: called for called, key in people.items()}
    return SheetReport(
        seen=seen,
        wanted=wanted,
        made=made,
        wrong=tuple(found.wrong),
        absent=tuple(one.name for key, one in told_apart(seen).items() if key not in found.met),
        added=tuple(one.name for one in found.added),
        shown=_table(about, before, made, names),
    )


def take_over(plans: Plans, of: OpenedDesign, report: SheetReport, who: str) -> Saved[Design]:
    """Write what the file says beside what was saved since it went out. Raises PlanNotSaved, PlanChangedMeanwhile."""
    return save(plans, of.file, _SITES, report.seen, report.wanted, who)


def _as_it_went_out(plans: Plans, file: Opened[Design], state: str) -> Opened[Design]:
    """The state that the sheet was made of, where that was kept; else as the file is now."""
    if state in ("", file.digest) or not plans.has_version(file.account_id, file.file, state):
        return file
    return opened(file.kind, file.file, file.account_id, plans.version(file.account_id, file.file, state))


def _rows(content: bytes, name: str) -> tuple[list[FirstRow], str]:
    """The lines of the sheet, the first its headings, and the state it was made of. Raises FileUnreadable."""
    if len(content) > MOST_BYTES:
        raise FileUnreadable(f"{name} has {len(content) / 1e6:,.0f} MB, which no site table does.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        path.write_bytes(content)
        _refuse_large(path, name)
        rows = _sheet(path, name, SHEET)
        try:
            guide = _sheet(path, name, GUIDE)
        except FileUnreadable:
            guide = []
    if not rows or not {heading("id"), heading("name")} & set(rows[0].fields):
        raise FileUnreadable(f"{name} is no site table: its sheet “{SHEET}” has no column “{heading('name')}”.")
    if len(rows) > MOST_SITES:
        raise FileUnreadable(f"{name} has {len(rows):,} lines; a site table has no more than {MOST_SITES:,}.")
    state = next((row.fields[1] for row in guide if row.fields[0] == STATE and len(row.fields) > 1), "")
    return rows, state


def _sheet(path: Path, name: str, sheet: str) -> list[FirstRow]:
    """A damaged file breaks in more ways than a reader names. Raises FileUnreadable."""
    try:
        return sheet_rows(path, name, sheet)[1]
    except FileUnreadable:
        raise
    except (OSError, ValueError, EOFError, LookupError, zlib.error, SyntaxError, zipfile.BadZipFile) as problem:
        raise FileUnreadable(f"{name} is damaged: it cannot be read as an Excel workbook.") from problem


def _refuse_large(path: Path, name: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return
    if unpacked > MOST_UNPACKED:
        raise FileUnreadable(f"{name} would unpack to {unpacked / 1e6:,.0f} MB, which no site table does.")


class _Reading:
    """Lines of a sheet held against the sites that went out."""

    def __init__(self, seen: Sequence[DesignSite], people: Mapping[str, str]) -> None:
        self.sites = told_apart(seen)
        self.people = people
        self.added: list[DesignSite] = []
        self.wrong: list[str] = []
        self.met: set[str] = set()

    def read(self, rows: Sequence[FirstRow]) -> None:
        """All of them; the first says which column is what."""
        labels = {heading(name): name for name in KEYS}
        known = {place: labels[field] for place, field in enumerate(rows[0].fields) if field in labels}
        for row in rows[1:]:
            cells = {name: row.cells[place] for place, name in known.items() if place < len(row.cells)}
            self._line(row.last_line, {name: cell for name, cell in cells.items() if not _blank(cell)})

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


def _table(about: Subject, before: Design, made: Sequence[PlanChange], names: Mapping[str, str]) -> Table | None:
    """What changed, cell by cell; a new site in one line."""
    if not made:
        return None
    called = {key: one.name for key, one in told_apart(before.sites).items()}
    rows = []
    for one in made:
        if one.key:
            told = (said(_SECTIONS, one.section, one.key, each, names) for each in (one.before, one.after))
            rows.append((called.get(one.entry, one.entry), heading(one.key), *told))
        elif one.after is not None:
            rows.append((one.after.name, "New site", "", ""))
    return Table(
        id="design.sheet",
        title=capital(counted(len(rows), "change")),
        alt="Table of what the file would change: site, column, what stands there now, what the file says.",
        receipt=receipt(about, "design", "sites"),
        columns=(
            Column("Site", wide=True),
            Column("Column"),
            Column("Now", wide=True),
            Column("In the file", wide=True),
        ),
        rows=tuple(tuple(cell or None for cell in row) for row in rows),
    )
