"""Every deck, Word document and workbook that a test writes is held against the rules of the Open XML SDK, where it is
written.

An audit takes half a second and a test run writes hundreds of files, so one is made only of a file that is built in a
way not seen before: an element with children, attributes or words that no audited file had.
"""

import re
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

WORD = re.compile(r"[A-Za-z]{1,20}")
SIZES = frozenset({"sz"})
"""Attributes whose numbers have bounds that a deck may leave: how many digits they have counts."""
FREE = frozenset({"name", "descr", "title", "typeface", "lang", "id", "val", "uri"})


@lru_cache(maxsize=256)
def audited(blob: bytes, ending: str) -> tuple[str, ...]:
    """What the schemas and rules of the Open XML SDK say."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"file{ending}"
        file.write_bytes(blob)
        result = _validator().validate(str(file))
    return tuple(f"{error.part_uri} {error.path}: {error.description}" for error in result.errors)


@cache
def _validator() -> OpenXmlValidator:
    """Made once: it reads its rules anew each time, longer than a package takes."""
    return OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=50)


def held(save: Callable[..., bytes], ending: str) -> Callable[..., bytes]:
    """The same function; a file that Office would repair fails the test that wrote it."""
    seen: set[int] = set()

    def saved(*given: object) -> bytes:
        file = save(*given)
        built = set(_built(file))
        if not built <= seen:
            # A foreign template's own parts may be wrong in ways that are not ours.
            wrong = [said for said in audited(file, ending) if "slideMaster" not in said and "slideLayout" not in said]
            assert not wrong, f"Office would repair this {ending}: {wrong[:5]}"
            seen.update(built)
        return file

    return saved


def _built(file: bytes) -> Iterator[int]:
    """How each element of each part is built, as far as the schemas could mind."""
    with ZipFile(BytesIO(file)) as package:
        for name in package.namelist():
            if (
                name.endswith(".xml")
                and "slideLayout" not in name
                and "slideMaster" not in name
                and "theme" not in name
            ):
                for element in etree.fromstring(package.read(name)).iter(etree.Element):
                    yield hash((element.tag, _children(element), _attributes(element)))


def _children(element: etree._Element) -> tuple[str, ...]:
    """Their names in order, those that repeat once."""
    tags = [str(child.tag) for child in element]
    return tuple(tag for number, tag in enumerate(tags) if number == 0 or tag != tags[number - 1])


def _attributes(element: etree._Element) -> tuple[tuple[str, str], ...]:
    """With the words they hold; numbers and free texts are all alike."""
    return tuple(sorted((key, _held(key, value)) for key, value in element.items()))


def _held(key: str, value: str) -> str:
    if key in SIZES:
        return "0" * len(value)
    return value if key not in FREE and WORD.fullmatch(value) else ""
