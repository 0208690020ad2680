"""What a file must be before it is opened as a template: a whole, honest, macro-free PowerPoint package."""

import io
import re
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from steward.errors import TemplateRefused
from steward.exhibits.picture_files import is_too_large

Parts = dict[str, bytes]

_MOST_BYTES = 300 * 1024 * 1024
_MOST_PARTS = 10_000
_MOST_XML = 40 * 1024 * 1024
_CHUNK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = b"http://purl.oclc.org/ooxml/"
_MAIN = re.compile(rb"presentationml\.(presentation|template|slideshow)\.main\+xml")
_BINARY_WORKBOOK = b"application/vnd.ms-excel.sheet.binary.macroEnabled.12"
_TYPES = "[Content_Types].xml"
_PICTURES = (".png", ".jpg", ".jpeg", ".jpe", ".gif", ".bmp", ".dib", ".tif", ".tiff", ".webp", ".ico")
_PROGRAMS = (b"%!PS", b"\xc5\xd0\xd3\xc6", b"%PDF")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def read_parts(path: Path) -> Parts:
    """Every part of the package by name, or TemplateRefused with one sentence that names the file."""
    blob = _read(path)
    if blob.startswith(_OLE):
        raise _refused(path, _compound_file(blob))
    if not zipfile.is_zipfile(io.BytesIO(blob)):
        raise _refused(path, "is not a PowerPoint file")
    try:
        parts = _unpacked(path, blob)
    except _DAMAGED as error:
        raise _refused(path, "is damaged and cannot be read") from error
    _check_kind(path, parts)
    _check_xml(path, parts)
    _check_pictures(path, parts)
    return parts


def _refused(path: Path, why: str) -> TemplateRefused:
    return TemplateRefused(f"“{path.name}” {why}; choose a .pptx or .potx file.")


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise _refused(path, "is a folder")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _refused(path, "is larger than 300 MB")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _refused(path, "does not exist") from error
    except OSError as error:
        raise _refused(path, "cannot be read") from error


def _compound_file(blob: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in blob:
        return "is protected by a password; save it without one"
    return "is in the old format of PowerPoint 2003; save it in today's"


def _unpacked(path: Path, blob: bytes) -> Parts:
    """All members, counted while they are really unpacked: the sizes a zip declares may be lies."""
    parts: Parts = {}
    left = _MOST_BYTES
    with zipfile.ZipFile(io.BytesIO(blob)) as package:
        if len(package.infolist()) > _MOST_PARTS:
            raise _refused(path, "unpacks to far too many parts")
        for member in package.infolist():
            if member.is_dir():
                continue
            if member.filename in parts:
                raise _refused(path, "is damaged: it holds the same part twice")
            parts[member.filename] = _unpack(path, package, member, left)
            left -= len(parts[member.filename])
    return parts


def _unpack(path: Path, package: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes:
    most = min(left, _MOST_XML) if _is_xml(member.filename) else left
    pieces, size = [], 0
    with package.open(member) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            if size > most:
                raise _refused(path, "unpacks to far more than a presentation needs")
            pieces.append(piece)
    return b"".join(pieces)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _check_kind(path: Path, parts: Parts) -> None:
    types = parts.get(_TYPES, b"")
    # A chart's workbook may be saved as .xlsb, whose type says macroEnabled whether it has any or not.
    others = types.replace(_BINARY_WORKBOOK, b"")
    if b"macroEnabled" in others or any(map(_is_macro, parts)) or any(map(_holds_macros, _workbooks(parts))):
        raise _refused(path, "contains macros; save it without them")
    if not _MAIN.search(types):
        other = (
            "Word" if b"wordprocessingml." in types else "Excel" if b"spreadsheetml." in types else "another kind of"
        )
        raise _refused(path, f"is a{'n' if other[0] in 'aE' else ''} {other} file, not a presentation")
    if any(_STRICT in blob[:4096] for name, blob in parts.items() if name.startswith("ppt/presentation")):
        raise _refused(path, "is saved as Strict Open XML; save it as an ordinary presentation")


def _is_macro(name: str) -> bool:
    return name.lower().endswith("vbaproject.bin")


def _workbooks(parts: Parts) -> list[bytes]:
    return [blob for name, blob in parts.items() if name.lower().endswith(".xlsb")]


def _holds_macros(workbook: bytes) -> bool:
    """Whether a workbook that a chart brings along does."""
    try:
        with zipfile.ZipFile(io.BytesIO(workbook)) as package:
            return any(map(_is_macro, package.namelist()))
    except _DAMAGED:
        return False


def _check_pictures(path: Path, parts: Parts) -> None:
    """No picture is another kind of file under the name of one, or would fill the memory of whoever shows it."""
    for name, blob in parts.items():
        shown = name.rpartition("/")[2]
        if name.lower().endswith(_PICTURES) and blob.startswith(_PROGRAMS):
            raise _refused(path, f"holds “{shown}”, which is no picture but a PostScript or PDF file; replace it there")
        if not _is_xml(name) and is_too_large(blob):
            raise _refused(path, f"holds the picture “{shown}”, which is far too large; make it smaller there")


def _check_xml(path: Path, parts: Parts) -> None:
    """Every part parses, and none declares a document type: entities could reach other files or never end."""
    for name, blob in parts.items():
        if not _is_xml(name):
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            root = etree.fromstring(blob, parser)
        except etree.XMLSyntaxError as error:
            raise _refused(path, "is damaged and cannot be read") from error
        if root.getroottree().docinfo.doctype:
            raise _refused(path, "declares XML entities, which a presentation never needs")
