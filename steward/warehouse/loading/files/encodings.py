"""Text files as people really send them: which encoding, which line ends, and a UTF-8 copy where one is needed."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np

from steward.errors import FileUnreadable
from steward.warehouse.loading.files.copies import new_copy

Letters: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.uint8]]"
Places: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.intp]]"
CHUNK = 1 << 21
SURVEYED = 1 << 18
"""As much as stays in the processor's cache while it is looked at several times."""
SAMPLE = 200_000
AROUND = 60
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LOOSE = (b'" ', b'"\t')
NULLS = (b"NULL", b"\\N")
NAMES = {"utf-8-sig": "UTF-8 with BOM", "cp1252": "Windows-1252", "mac_roman": "Mac Roman", "ascii": "ASCII"}
ODD = re.compile(
    r"[\ufffd\u0080-\u009f¬≈∆◊ıˆ˜¯˘˙˚¸˝˛ˇ\uf8ff‹›¤¦∂∑∏π∫Ω√ƒ≠∞≤≥‰]"
    r"|(?<=[a-z])[À-ÝŠŒŽŸ]|(?<=[A-Z])[À-ÝŠŒŽŸ](?=[a-z])|(?<=[A-Za-z])[§†‡•–—](?=[a-z])"
)
LINE_ENDS = {"\n": "LF", "\r\n": "CRLF", "\r": "CR", "None": "LF"}
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


class _NotPlain(Exception):
    """There is more to a file than lines of ASCII."""


@dataclass(frozen=True)
class Text:
    """A UTF-8 text file and what was found in it. `path` may be a copy; line numbers are the original's.

    `records` counts the lines outside quotes that are not blank at the end; `damaged`: some lines are not UTF-8;
    `loose_quotes`: a quote is followed by a space, of which DuckDB makes more than it should; `bare`: there is not one
    space, tab, quote or foreign letter, so that no value needs to be trimmed; `breaks`: there are line ends of two
    letters inside quotes; `points`: there is a point, which may mark decimals or thousands."""

    path: Path
    encoding: str
    line_ends: str
    loose_quotes: bool
    null_words: bool
    controls: bool
    bare: bool
    breaks: bool
    points: bool
    damaged: bool
    records: int


def read_as_utf8(path: Path, name: str, work: Path, encoding: str | None = None) -> Text:
    """Find out how a text file is written; copy it as UTF-8 with one kind of line end unless it is so already."""
    _refuse_binary(path, name)
    if not encoding:
        with suppress(_NotPlain):
            return _survey(path, name, "UTF-8", "LF", False, plain=True)
    chosen, damaged = _named(path, encoding) if encoding else _encoding(path)
    line_ends = _line_ends(path, chosen)
    if chosen in ("utf-8", "utf-8-sig") and line_ends in ("LF", "CRLF"):
        readable = path
    else:
        readable = new_copy(work, ".txt")
        line_ends = _transcode(path, name, readable, chosen)
    return _survey(readable, name, NAMES.get(chosen, chosen.upper()), line_ends, damaged)


def _chunks(path: Path, size: int = CHUNK) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(size):
            yield chunk


def _refuse_binary(path: Path, name: str) -> None:
    with path.open("rb") as stream:
        head = stream.read(4096)
    if not head.strip():
        raise FileUnreadable(f"{name} is empty.")
    for magic, what in ((b"PK\x03\x04", "an Excel or zip file"), (b"PAR1", "a Parquet file"), (b"%PDF", "a PDF")):
        if head.startswith(magic):
            raise FileUnreadable(f"{name} is not text but {what}; its name should end accordingly.")
    if head.startswith((b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff")):
        raise FileUnreadable(f"{name} is not a text file.")


def _encoding(path: Path) -> tuple[str, bool]:
    """The encoding, and whether some lines do not keep to it."""
    with path.open("rb") as stream:
        head = stream.read(SAMPLE)
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return encoding, encoding == "utf-8-sig" and not _is_utf8(path)
    if wide := _wide_without_mark(head):
        return wide, False
    if _is_utf8(path):
        return "utf-8", False
    foreign = _sample_with_foreign_letters(path)
    broken = len(re.findall(rb"[\x80-\xff]", MULTIBYTE.sub(b"", foreign)))
    if len(MULTIBYTE.findall(foreign)) > broken:
        return "utf-8", True
    return _single_byte(foreign, head), False


def is_encoding(name: str) -> bool:
    """Whether Python knows an encoding of texts by this name."""
    try:
        "".encode(name)
    except (LookupError, UnicodeError):
        return False
    return True


def _named(path: Path, encoding: str) -> tuple[str, bool]:
    """An encoding from `sources.toml`."""
    usual = encoding.lower().replace("_", "-") in ("utf-8", "utf8")
    return ("utf-8", not _is_utf8(path)) if usual else (encoding, False)


def _wide_without_mark(head: bytes) -> str | None:
    """UTF-16 shows as a zero at every second byte."""
    even, odd = head[0::2], head[1::2]
    if odd and odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even and even.count(0) > 0.6 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(path):
            if not chunk.isascii() or decoder.getstate()[0]:
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _sample_with_foreign_letters(path: Path) -> bytes:
    """What stands around letters that are not ASCII: the head alone would miss the one name on line 9,000."""
    found = bytearray()
    for chunk in _chunks(path):
        end = 0
        for letters in re.finditer(rb"[\x80-\xff]+", chunk):
            if letters.start() >= end:
                end = letters.end() + AROUND
                found += chunk[max(0, letters.start() - AROUND) : end] + b"\n"
        if len(found) > SAMPLE:
            break
    return bytes(found)


def _single_byte(foreign: bytes, head: bytes) -> str:
    """Windows-1252 or Mac Roman: the letters decide, and where they do not, the old Mac's line ends."""
    windows, mac = _oddities(foreign, "cp1252"), _oddities(foreign, "mac_roman")
    if windows == mac:
        return "mac_roman" if b"\r" in head and b"\n" not in head else "cp1252"
    return "cp1252" if windows < mac else "mac_roman"


def _oddities(foreign: bytes, encoding: str) -> int:
    """How many signs a business file would hardly hold, read this way: `CafÈ`, `Espa–a`, `∆`."""
    return len(ODD.findall(foreign.decode(encoding, errors="replace")))


def _line_ends(path: Path, encoding: str) -> str:
    if encoding.startswith(("utf-16", "utf-32")):
        return "LF"
    cr = lf = both = 0
    before = b""
    if not any(b"\r" in chunk for chunk in _chunks(path, SURVEYED)):
        return "LF"
    for chunk in _chunks(path):
        lf += chunk.count(b"\n")
        if b"\r" in chunk or before == b"\r":
            cr += chunk.count(b"\r")
            both += chunk.count(b"\r\n") + (before == b"\r" and chunk.startswith(b"\n"))
        before = chunk[-1:]
    return _kind_of_line_end(cr, lf, both)


def _kind_of_line_end(cr: int, lf: int, both: int) -> str:
    if cr == 0:
        return "LF"
    if both == cr == lf:
        return "CRLF"
    return "CR" if lf == 0 else "mixed"


def _transcode(path: Path, name: str, target: Path, encoding: str) -> str:
    """A copy in UTF-8 whose every line ends in LF; the line ends found on the way."""
    errors = "surrogateescape" if encoding.startswith("utf-8") else "strict"
    try:
        with (
            path.open(encoding=encoding, errors=errors, newline=None) as source,
            target.open("w", encoding="utf-8", errors=errors, newline="\n") as copy,
        ):
            while text := source.read(CHUNK):
                copy.write(text)
            return LINE_ENDS.get(str(source.newlines), "mixed")
    except UnicodeError as problem:
        raise FileUnreadable(f"{name} cannot be read as {encoding}: its bytes are no such text.") from problem
    except LookupError as problem:
        raise FileUnreadable(f"{name} cannot be read as {encoding}: {problem}.") from problem


def _survey(path: Path, name: str, encoding: str, line_ends: str, damaged: bool, *, plain: bool = False) -> Text:
    """Go through the bytes once: what the CSV reader is told, and what its rows are checked against. `plain`: it is
    only ASCII, and its lines end in LF, or _NotPlain is raised; then nothing else needs to go through them."""
    records = parity = 0
    quoted = loose = null_words = controls = spaces = breaks_inside = points = False
    only_ascii = True
    before = b""
    for chunk in _chunks(path, SURVEYED):
        seam = before[-4:] + chunk[:4]
        letters = np.frombuffer(chunk, dtype=np.uint8)
        breaks = int(np.count_nonzero(letters == ord("\n")))
        returns = _count(b"\r", chunk)
        only_ascii = only_ascii and chunk.isascii()
        if plain and (returns or not only_ascii):
            raise _NotPlain
        odd = int(np.count_nonzero(letters < ord(" "))) - breaks - returns - _count(b"\t", chunk)
        if odd and b"\0" in chunk:
            if plain:
                raise _NotPlain
            raise FileUnreadable(f"{name} is not a text file: it holds NUL bytes.")
        quoted = quoted or b'"' in chunk
        loose = loose or (quoted and any(sign in chunk or sign in seam for sign in LOOSE))
        null_words = null_words or any(_holds(word, chunk) or word in seam for word in NULLS)
        spaces = spaces or b" " in chunk or b"\t" in chunk
        controls = controls or odd > 0 or b"\x7f" in chunk
        found, parity = _outside(np.flatnonzero(letters == ord("\n")), letters, parity) if quoted else (breaks, 0)
        records += found
        breaks_inside = breaks_inside or found < breaks
        points = points or b"." in chunk
        before = chunk
    bare = not spaces and not quoted and only_ascii
    inside = line_ends == "CRLF" and breaks_inside
    return Text(
        path, encoding, line_ends, loose, null_words, controls, bare, inside, points, damaged, records + _end(path)
    )


def _count(sign: bytes, chunk: bytes) -> int:
    """How often; to look for one letter costs almost nothing, to count it does."""
    return chunk.count(sign) if sign in chunk else 0


def _holds(word: bytes, chunk: bytes) -> bool:
    """Whether the word is there; a letter that is missing is found out many times faster."""
    return all(word[at : at + 1] in chunk for at in range(len(word))) and word in chunk


def _outside(signs: Places, letters: Letters, parity: int) -> tuple[int, int]:
    """How many of some signs stand outside quotes, and whether a quote is open at the end. Only where signs and quotes
    are is looked at, not what each letter stands in: both are few."""
    quotes = np.flatnonzero(letters == ord('"'))
    before = np.searchsorted(signs, quotes)
    between = np.diff(before, prepend=0, append=len(signs))
    return int(between[parity::2].sum()), (parity + len(quotes)) & 1


def ends_in(path: Path, delimiter: str) -> bool:
    """Whether any line of a UTF-8 file ends in the delimiter, or in an empty field in quotes behind it."""
    sign = delimiter.encode()
    ends = [sign + quotes + end for quotes in (b"", b'""') for end in (b"\n", b"\r\n")]
    before = b""
    for chunk in _chunks(path, SURVEYED):
        seam = before[-8:] + chunk[:8]
        if any(end in chunk or end in seam for end in ends):
            return True
        before = chunk
    return before.endswith((sign, sign + b'""'))


def delimiters(path: Path, delimiter: str) -> int:
    """How many there are outside quotes."""
    count = parity = 0
    sign, quoted = delimiter.encode(), False
    for chunk in _chunks(path, SURVEYED):
        quoted = quoted or b'"' in chunk
        if len(sign) > 1:
            count += chunk.count(sign)
            continue
        letters = np.frombuffer(chunk, dtype=np.uint8)
        signs = letters == ord(sign)
        if quoted:
            outside, parity = _outside(np.flatnonzero(signs), letters, parity)
            count += outside
        else:
            count += int(np.count_nonzero(signs))
    return count


def line_without_end(path: Path) -> int:
    """The number of the last line where the file ends without ending it, else 0."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 4096))
        last = stream.read().rpartition(b"\n")[2]
    ended = not last.strip() or last.endswith(b"\r")
    return 0 if ended else 1 + sum(chunk.count(b"\n") for chunk in _chunks(path))


def _end(path: Path) -> int:
    """1 where the last line has no end, less the blank lines at the end."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 4096))
        tail = stream.read().replace(b"\r", b"")
    return 1 - (len(tail) - len(tail.rstrip(b"\n")))
