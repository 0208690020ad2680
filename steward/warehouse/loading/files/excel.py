"""Excel workbooks as rows of text; a hostile one is refused before anything unpacks it."""

import re
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import python_calamine

from steward.errors import FileUnreadable
from steward.warehouse.loading.files.dialect import FirstRow
from steward.warehouse.loading.files.sheet_extent import refuse_far_cell
from steward.warehouse.loading.files.zips import is_bomb, unpacked

MOST_NAMED = 5
DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def sheet_rows(path: Path, name: str, sheet: str | None) -> tuple[str, list[FirstRow], tuple[str, ...]]:
    """The name of the sheet read, its rows that hold anything, and what is to be said of the other sheets. Raises
    FileUnreadable."""
    _refuse_hostile(path, name)
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(path)
        title = _sheet(workbook, name, path.stem, sheet)
        refuse_far_cell(path, name, title)
        cells = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
    except python_calamine.CalamineError as problem:
        raise FileUnreadable(f"{name} cannot be read as an Excel workbook: {problem}.") from problem
    blank = [""] * len(cells[0]) if cells else []
    rows = [FirstRow(number, [_text(cell) for cell in row], row) for number, row in enumerate(cells, 1) if row != blank]
    return title, [row for row in rows if any(row.fields)], () if sheet else _others(workbook, title)


def seen_sheets(path: Path, name: str) -> list[str]:
    """The sheets that Excel shows. Raises FileUnreadable."""
    _refuse_hostile(path, name)
    try:
        return _seen(python_calamine.CalamineWorkbook.from_path(path))
    except python_calamine.CalamineError as problem:
        raise FileUnreadable(f"{name} cannot be read as an Excel workbook: {problem}.") from problem


def has_errors(path: Path) -> bool:
    """Whether any cell holds an error such as #REF!, which reads as empty."""
    with zipfile.ZipFile(path) as archive:
        sheets = [part for part in archive.namelist() if part.startswith("xl/worksheets/") and part.endswith(".xml")]
        return any(b't="e"' in archive.read(part) for part in sheets)


def _sheet(workbook: python_calamine.CalamineWorkbook, name: str, stem: str, sheet: str | None) -> str:
    """The sheet asked for, hidden or not; else, of those that are seen, the one called like the file or the first."""
    names = workbook.sheet_names
    if sheet:
        if sheet not in names:
            raise FileUnreadable(f"{name} has no sheet “{sheet}”; it has {', '.join(names[:10])}.")
        return sheet
    seen = _seen(workbook)
    if not seen:
        hidden = f"; it has {', '.join(names[:10])}, hidden: name one with sheet in sources.toml" if names else ""
        raise FileUnreadable(f"{name} has no sheet that is to be seen{hidden}.")
    alike = [each for each in seen if each.lower() == stem.lower()]
    return (alike or seen)[0]


def _seen(workbook: python_calamine.CalamineWorkbook) -> list[str]:
    """Sheets of cells that Excel shows."""
    return [
        each.name
        for each in workbook.sheets_metadata
        if each.typ == python_calamine.SheetTypeEnum.WorkSheet
        and each.visible == python_calamine.SheetVisibleEnum.Visible
    ]


def _others(workbook: python_calamine.CalamineWorkbook, read: str) -> tuple[str, ...]:
    """That there are sheets besides the one that was taken without being named."""
    seen = _seen(workbook)
    others = [f"“{name}”" + ("" if name in seen else " (hidden)") for name in workbook.sheet_names if name != read]
    if not others:
        return ()
    more = f" and {len(others) - MOST_NAMED} more" if len(others) > MOST_NAMED else ""
    told = ", ".join(others[:MOST_NAMED])
    return (f"of its sheets “{read}” was read, and not {told}{more}; sheet in sources.toml names another",)


def _refuse_hostile(path: Path, name: str) -> None:
    """No passwords, no zip bombs, no XML that defines entities."""
    with path.open("rb") as stream:
        head = stream.read(8)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileUnreadable(f"{name} is protected by a password, or an old .xls; save it as .xlsx without a password.")
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_bombs(archive, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as problem:
        raise FileUnreadable(f"{name} is not an Excel workbook.") from problem


def _refuse_bombs(archive: zipfile.ZipFile, name: str) -> None:
    if is_bomb(archive):
        raise FileUnreadable(
            f"{name} would unpack to {unpacked(archive) / 1e6:,.0f} MB, which no honest workbook does."
        )
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                if DOCTYPE.search(stream.read(4096)):
                    raise FileUnreadable(f"{name} defines XML entities, which no honest workbook does.")


def _text(cell: Any) -> str:
    """A cell as the text a CSV file would hold."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return str(cell or "").strip()
