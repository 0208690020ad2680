"""A person looked for in files that Steward does not change: what was exported, and the company's own data.

Office files are zip files of XML, decks of all accounts zip files of those; what is in pictures and PDF files is not
searched, and said."""

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile, is_zipfile

from steward.domain.forgetting import ForgottenPerson
from steward.plans.files.person_in_text import without
from steward.warehouse.texts import texts_of_parquet

DEEPEST = 3
"""A workbook in a deck in a zip file."""
LARGEST = 200_000_000
"""Bytes of one member of a zip file; more is not unpacked."""
MARKED_UP = (".xml", ".rels", ".vml", ".html", ".htm", ".svg")
TABLES = (".csv", ".tsv", ".txt")
_END = re.compile(r"</(?:a:p|w:p|si|c|row|p|div|li|td|tr|h\d)>|<(?:br|a:br|w:br)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_FOLD = re.compile(r"\r?\n[ \t]")
_BETWEEN_CELLS = re.compile(r'"?[,;\t|]"?')


class NotSearched(Exception):
    """The words of this file cannot be told."""


def times_in(path: Path, person: ForgottenPerson) -> int:
    """How often a person is in a file and its name. Raises NotSearched, also where only its name could be searched."""
    try:
        if path.suffix.lower() == ".parquet":
            return person.times(path.name) + sum(map(person.times, texts_of_parquet(path)))
        return person.times(path.name) + _times(path.name, path.read_bytes(), person, DEEPEST)
    except (OSError, BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as problem:
        raise NotSearched(path.name) from problem


def _times(name: str, content: bytes, person: ForgottenPerson, depth: int) -> int:
    if content.startswith(b"PK") and is_zipfile(io.BytesIO(content)):
        return sum(_times(inner, held, person, depth - 1) for inner, held in _members(content, depth))
    suffix = Path(name).suffix.lower()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    elif b"\0" in content[:4096] or content.startswith(b"%PDF"):
        if depth < DEEPEST:  # a picture in a deck
            return 0
        raise NotSearched(name)
    else:
        text = _decoded(content)
    if suffix in MARKED_UP or text.lstrip()[:5].lower() in ("<?xml", "<html", "<!doc"):
        return sum(without(words, person, ".json")[1] for words in _words(text))  # scripts in them spell as JSON does
    if suffix == ".ics":
        text = _FOLD.sub("", text).replace("\\n", "\n").replace("\\,", ",")
    if suffix in TABLES:
        return max(person.times(text), person.times(_BETWEEN_CELLS.sub(" ", text)))
    return without(text, person, suffix)[1]


def _members(content: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
    """The members of a zip file, and a text of their names."""
    if not depth:
        raise NotSearched("a zip file within others")
    with ZipFile(io.BytesIO(content)) as held:
        infos = [one for one in held.infolist() if not one.is_dir()]
        yield "names.md", "\n".join(Path(one.filename).name for one in infos).encode("utf-8", "replace")
        for one in infos:
            if one.file_size > LARGEST:
                raise NotSearched(one.filename)
            yield one.filename, held.read(one)


def _words(text: str) -> Iterator[str]:
    """What stands between the tags, where a name may be in two runs, and what stands in them, such as alt texts."""
    yield html.unescape(_TAG.sub("", _END.sub("\n", text)))
    yield html.unescape("\n".join(_TAG.findall(text)))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
