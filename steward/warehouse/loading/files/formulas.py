"""Cells of a workbook that read as empty and are not: a formula that nobody has worked out, and an error of Excel's."""

import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from steward.warehouse.loading.files.sheet_extent import parts_of

MOST = 20
_CELL = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]{1,3}\d{1,7})["'][^>]*(?<!/)>(.*?)</(?:\w+:)?c>""", re.DOTALL
)
_ERROR = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\bt\s*=\s*["']e["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)(?:\s[^>]*)?>\s*[^<\s]|<(?:\w+:)?is[\s>]")


def without_value(path: Path, sheet: str) -> tuple[str, ...]:
    """The first cells of a sheet with a formula and no value, by name; none where the file cannot be read."""
    return _found(path, sheet, _unworked)


def in_error(path: Path, sheet: str) -> tuple[str, ...]:
    """The first cells of a sheet that hold an error such as `#REF!`, by name; none where the file cannot be read."""
    return _found(path, sheet, _erring)


def _found(path: Path, sheet: str, of: Callable[[bytes], list[str]]) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            found = [of(archive.read(part)) for part in parts_of(archive, sheet)]
    except (OSError, ValueError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return ()
    return tuple(one for each in found for one in each)[:MOST]


def _unworked(part: bytes) -> list[str]:
    if not _FORMULA.search(part):
        return []
    return [
        cell[1].decode() for cell in _CELL.finditer(part) if _FORMULA.search(cell[2]) and not _VALUE.search(cell[2])
    ]


def _erring(part: bytes) -> list[str]:
    if not _ERROR.search(part):
        return []
    return [cell[1].decode() for cell in _CELL.finditer(part) if _ERROR.match(cell[0])]
