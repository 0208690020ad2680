"""How far a sheet reaches: one cell at its very edge would have the reader make room for billions of empty ones."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree

from steward.errors import FileUnreadable

MOST_CELLS, MOST_TO_ONE = 25_000_000, 50
"""A rectangle of more cells than this, of which fewer than one in so many is filled, is refused."""
_PIECE, _LONGEST_TAG = 1 << 24, 1 << 16
_COLUMNS = re.compile(rb"""r\s*=\s*["']([A-Za-z]{1,3})\d""")
_ROWS = re.compile(rb"""r\s*=\s*["'](\d{1,7})["']""")
_FILLED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["'][^>]*(?<!/)>(?!</)""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def refuse_far_cell(path: Path, name: str, sheet: str) -> None:
    """Raise FileUnreadable where a sheet of a workbook holds next to nothing between its data and a cell far away."""
    with zipfile.ZipFile(path) as archive:
        for part in parts_of(archive, sheet):
            if _may_be_far(archive, part) and (far := _far_cell(archive, part)):
                raise FileUnreadable(
                    f"{name}: its sheet “{sheet}” has a cell far away from all others, {far}. Delete the rows and"
                    " columns behind the data in Excel, save, and load again."
                )


def _may_be_far(archive: zipfile.ZipFile, part: str) -> bool:
    """Told by the columns and rows that are named anywhere: a pass that costs little beside reading the sheet."""
    columns: set[bytes] = set()
    rows = 0
    for piece in _pieces(archive, part):
        columns.update(_COLUMNS.findall(piece))
        rows = max(rows, max(map(int, _ROWS.findall(piece)), default=0))
        # A cell may name another row than the one it stands in.
        if re.search(rb"""r\s*=\s*["'][A-Za-z]{1,3}\d{%d}""" % (len(str(rows)) + 1), piece):
            return True
    return rows * max(map(_number, columns), default=0) > MOST_CELLS


def _far_cell(archive: zipfile.ZipFile, part: str) -> str:
    """The cell in the last row or column, where too few are filled; empty cells with a format are none."""
    width = height = filled = 0
    widest = lowest = ""
    for piece in _pieces(archive, part):
        for found in _FILLED.finditer(piece):
            filled += 1
            column, row = _number(found[1]), int(found[2])
            if column > width:
                width, widest = column, (found[1] + found[2]).decode()
            if row > height:
                height, lowest = row, (found[1] + found[2]).decode()
    too_far = width * height > max(MOST_CELLS, MOST_TO_ONE * filled)
    return "" if not too_far else lowest if lowest == widest else f"{lowest} or {widest}"


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The sheet in pieces that cut no tag in two."""
    rest = b""
    with archive.open(part) as stream:
        while read := stream.read(_PIECE):
            whole = rest + read
            cut = whole.rfind(b"<")
            rest = whole[cut:] if cut >= 0 and len(whole) - cut < _LONGEST_TAG else b""
            yield whole[: len(whole) - len(rest)]
    yield rest


def parts_of(archive: zipfile.ZipFile, sheet: str) -> list[str]:
    """Where the sheet lies in the package; every sheet, where that cannot be told."""
    every = [part for part in archive.namelist() if re.search(r"worksheets/[^/]+\.xml$", part)]
    try:
        book, relations = (ElementTree.fromstring(archive.read(f"xl/{part}")) for part in _BOOK)
    except (KeyError, ElementTree.ParseError):
        return every
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    found = [each.get(_RELATION) for each in book.findall(".//{*}sheet") if each.get("name") == sheet]
    places = [targets.get(key, "") for key in found]
    named = [place.lstrip("/") if place.startswith("/") else normpath(join("xl", place)) for place in places]
    return [part for part in named if part in archive.namelist()] or every


_BOOK = ("workbook.xml", "_rels/workbook.xml.rels")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
