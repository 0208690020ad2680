"""Cells of a workbook whose formula nobody has worked out: they read as empty, and are not."""

import re
import zipfile
import zlib
from pathlib import Path

from steward.warehouse.loading.files.sheet_extent import parts_of

MOST = 20
_CELL = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]{1,3}\d{1,7})["'][^>]*(?<!/)>(.*?)</(?:\w+:)?c>""", re.DOTALL
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)(?:\s[^>]*)?>\s*[^<\s]|<(?:\w+:)?is[\s>]")


def without_value(path: Path, sheet: str) -> tuple[str, ...]:
    """The first of them in a sheet, by name; none where the file cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = [_of(archive.read(part)) for part in parts_of(archive, sheet)]
    except (OSError, ValueError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return ()
    return tuple(one for each in found for one in each)[:MOST]


def _of(part: bytes) -> list[str]:
    if not _FORMULA.search(part):
        return []
    return [
        cell[1].decode() for cell in _CELL.finditer(part) if _FORMULA.search(cell[2]) and not _VALUE.search(cell[2])
    ]
