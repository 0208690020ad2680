"""The site table as an Excel file: out to an engineer or the customer, and back with a report of what changed."""

import tempfile
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from steward.briefings.customer.design.source import receipt
from steward.briefings.customer.subject import Subject
from steward.errors import FileUnreadable, PlanNotSaved
from steward.exhibits import Column, Table
from steward.exhibits.wording import capital, counted
from steward.output.form_sheet import GUIDE, form_sheet
from steward.plans.customer.design import Design, DesignSite
from steward.plans.files.changes import PlanChange, changes, told_apart
from steward.plans.files.in_words import said
from steward.plans.files.keys import sections_of
from steward.plans.files.store import Opened, Plans, Saved, opened
from steward.plans.files.together import PlanPart, save
from steward.services.design.files import OpenedDesign
from steward.services.design.site_cells import SITE_ID, as_cells, columns, heading
from steward.services.design.site_reading import SheetReading
from steward.warehouse.loading.files.dialect import FirstRow
from steward.warehouse.loading.files.excel import sheet_rows
from steward.warehouse.loading.files.formulas import in_error, without_value
from steward.warehouse.rows.customer.account import contacts

__all__ = ["SHEET", "SheetReport", "read_back", "sheet_out", "take_over"]

SHEET = "Sites"
STATE, DESIGN = "State", "Design"
MOST_BYTES, MOST_UNPACKED = 5_000_000, 100_000_000
MOST_SITES = 5_000
MOST_TOLD = 20
INTRO = (
    "One line is one site. Fill in what you know and leave the rest empty: an empty cell changes nothing.",
    "A site that is not in the list gets a line of its own below, without a site id.",
    "Send the file back as it is, as .xlsx: what changed is shown before it is taken over.",
)


@dataclass(frozen=True)
class SheetReport:
    """What a file that came back would change. `seen`: the sites as they went out; `wanted`: as the file has them;
    `wrong`: cells that cannot be read, which are left as they are; `absent`: sites that are not in the file, and stay;
    `added`: those that are new; `told`: what else is to be known of the file; `base_unknown`: it does not say of
    which state it was made, so that what it says is held against what is written now, whoever wrote that."""

    seen: tuple[DesignSite, ...]
    wanted: tuple[DesignSite, ...]
    made: tuple[PlanChange, ...]
    wrong: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    shown: Table | None = None
    told: tuple[str, ...] = ()
    base_unknown: bool = False

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
    return form_sheet(SHEET, title, INTRO, ((STATE, of.file.digest), (DESIGN, _named(of))), columns(), rows)


def read_back(about: Subject, plans: Plans, of: OpenedDesign, content: bytes, name: str) -> SheetReport:
    """What a file would change, before anything is. Raises FileUnreadable."""
    rows, guide, empty, erring = _rows(content, name)
    if guide.get(DESIGN, _named(of)) != _named(of):
        raise FileUnreadable(f"{name} is the site table of another design: {guide[DESIGN][:80]}.")
    went_out = _as_it_went_out(plans, of.file, guide.get(STATE, ""))
    seen = (went_out or of.file).plan.sites
    held = contacts(about.warehouse, about.account_id)
    people = {one.name: one.contact_id for one in held}
    found = SheetReading(seen, people)
    found.read(rows, empty, erring)
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
        told=_left_out(found, seen),
        base_unknown=went_out is None,
    )


def _named(of: OpenedDesign) -> str:
    """What tells a design from every other, as the file names it."""
    return f"{of.file.account_id}/{of.design_id}"


def _left_out(found: SheetReading, seen: Sequence[DesignSite]) -> tuple[str, ...]:
    """A site that is new in the file while another is gone may be that one with another name."""
    gone = [one.name for key, one in told_apart(seen).items() if key not in found.met]
    return tuple(
        f"“{one.name}” has no {SITE_ID.lower()} and counts as new, while {', '.join(gone[:5])} is not in the file: if"
        f" it is that one, write its {SITE_ID.lower()} beside it."
        for one in found.added
        if gone
    )[:MOST_TOLD]


def take_over(
    plans: Plans, of: OpenedDesign, report: SheetReport, who: str, *, confirmed: bool = False
) -> Saved[Design]:  # fmt: skip
    """Write what the file says beside what was saved since it went out. `confirmed`: somebody looked at what it writes
    over, where the file does not say which state it was made of. Raises PlanNotSaved, PlanChangedMeanwhile."""
    if report.base_unknown and not confirmed:
        raise PlanNotSaved("Say first that you looked at what the file writes over.")
    return save(plans, of.file, _SITES, report.seen, report.wanted, who)


def _as_it_went_out(plans: Plans, file: Opened[Design], state: str) -> Opened[Design] | None:
    """The state that the sheet was made of; None where it does not say, or that was not kept."""
    if state == file.digest:
        return file
    if not state or not plans.has_version(file.account_id, file.file, state):
        return None
    return opened(file.kind, file.file, file.account_id, plans.version(file.account_id, file.file, state))


def _rows(content: bytes, name: str) -> tuple[list[FirstRow], dict[str, str], tuple[str, ...], tuple[str, ...]]:
    """The lines of the sheet, the first its headings, what the guide names, the cells that hold a formula without a
    value, and those that hold an error. Raises FileUnreadable."""
    if len(content) > MOST_BYTES:
        raise FileUnreadable(f"{name} has {len(content) / 1e6:,.0f} MB, which no site table does.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        path.write_bytes(content)
        _refuse_large(path, name)
        rows = _sheet(path, name, SHEET)
        empty, erring = without_value(path, SHEET), in_error(path, SHEET)
        try:
            guide = _sheet(path, name, GUIDE)
        except FileUnreadable:
            guide = []
    if not rows or not {heading("id"), heading("name")} & set(rows[0].fields):
        raise FileUnreadable(f"{name} is no site table: its sheet “{SHEET}” has no column “{heading('name')}”.")
    if len(rows) > MOST_SITES:
        raise FileUnreadable(f"{name} has {len(rows):,} lines; a site table has no more than {MOST_SITES:,}.")
    named = {row.fields[0]: row.fields[1] for row in reversed(guide) if len(row.fields) > 1 and row.fields[1]}
    return rows, named, empty, erring


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
