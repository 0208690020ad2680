"""Currencies that only the formats of a workbook's cells name: 1200 shown as `1,200.00 USD` or `€1,200`.

What a reader of the sheet sees is said nowhere in the cell; the reader of cells does not tell it either."""

import re
import zipfile
from collections.abc import Iterator
from locale import windows_locale
from pathlib import Path
from xml.etree import ElementTree

from steward.warehouse.loading.currencies.written import is_currency, legal_tender, own_words

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LOCALISED = re.compile(r"\[\$([^\]-]*)(?:-([0-9A-Fa-f]+))?\]")
WORDS = re.compile(r'"([^"]*)"|((?:\\.)+)|([^\W\d_]{3}|[\u20a0-\u20cf$£¥¤])')
PLACES = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
ATTRIBUTE = re.compile(rb'\b(r|s|t)="([^"]*)"')
TEXTS = (b"s", b"str", b"inlineStr", b"b", b"e", b"d")
Cells = dict[tuple[int, int], str]


def currencies_of(path: Path, sheet: str, own: str) -> Cells:
    """Row and column (from 1 and 0) of every number of the sheet that is shown in another currency → its word."""
    with zipfile.ZipFile(path) as archive:
        styles = {style: word for style, word in _styles(archive).items() if word.upper() not in own_words(own)}
        part = _part(archive, sheet) if styles else None
        return dict(_cells(archive.read(part), styles)) if part else {}


def currency_of_format(code: str) -> str:
    """The currency that a format shows beside its numbers; nothing where it shows none."""
    shown = code.split(";")[0]
    for sign, language in LOCALISED.findall(shown):
        if sign.strip():
            return _of_country(sign.strip().rstrip("."), language)
    rest = LOCALISED.sub("", shown)
    for quoted, escaped, bare in WORDS.findall(rest):
        word = (quoted or escaped.replace("\\", "") or bare).strip().rstrip(".")
        if is_currency(word):
            return str(word)
    return ""


def _of_country(sign: str, language: str) -> str:
    """The code, where the language that stands beside a sign tells whose it is: the `$` of English (Canada) is CAD."""
    country = windows_locale.get(int(language or "0", 16) & 0xFFFF, "").rpartition("_")[2]
    return next((code for code in legal_tender(country) if sign.upper() in own_words(code)), sign)


def _styles(archive: zipfile.ZipFile) -> dict[bytes, str]:
    """Which of the workbook's styles show a currency."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    root = ElementTree.fromstring(archive.read("xl/styles.xml"))
    formats = {each.get("numFmtId"): each.get("formatCode", "") for each in root.iter(f"{MAIN}numFmt")}
    used = root.find(f"{MAIN}cellXfs")
    shown = (currency_of_format(formats.get(each.get("numFmtId"), "")) for each in (() if used is None else used))
    return {str(number).encode(): word for number, word in enumerate(shown) if word}


def _part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The part of the package that holds the sheet."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    known = {each.get("name"): each.get(f"{RELATIONS}id") for each in book.iter(f"{MAIN}sheet")}
    targets = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    found = next((each.get("Target", "") for each in targets if each.get("Id") == known.get(sheet)), "")
    part = found.lstrip("/") if found.startswith("/") else f"xl/{found}"
    return part if part in archive.namelist() else None


def _cells(xml: bytes, styles: dict[bytes, str]) -> Iterator[tuple[tuple[int, int], str]]:
    row, column = 0, -1
    for element in PLACES.finditer(xml):
        told = dict(ATTRIBUTE.findall(element[2]))
        place = told.get(b"r", b"").decode()
        if element[1] == b"row":
            row, column = int(place) if place else row + 1, -1
            continue
        column = _number(place) if place else column + 1
        word = styles.get(told.get(b"s", b""))
        if word and told.get(b"t") not in TEXTS:
            yield (row, column), word


def _number(place: str) -> int:
    """`B12` → 1."""
    number = 0
    for letter in place.rstrip("0123456789"):
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number - 1
