"""Would PowerPoint offer a repair? The package's structure, its ids, and the Open XML SDK's schemas and rules."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree
from packages import parts_of, problems

from tests.deck_audit import audited

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PRESENTATION = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_PAGES = re.compile(r"ppt/(slides|slideLayouts|slideMasters|notesSlides)/[^_/]+\.xml")


def faults(deck: bytes) -> list[str]:
    """All that is wrong with the file; nothing for one that opens without a question."""
    parts = {name: blob for name, blob in parts_of(deck).items() if "!" not in name}
    found = [*problems(deck), *_shapes_twice(parts), *_nowhere(parts), *_unlisted(parts), *_slides_twice(parts)]
    found += [f"audit: {each}" for each in audited(deck, ".pptx")]
    for name, blob in parts.items():
        if name.endswith(".xlsx"):
            found += [f"{name}: {each}" for each in audited(blob, ".xlsx")]
    return found


def _shapes_twice(parts: dict[str, bytes]) -> Iterator[str]:
    for name, blob in parts.items():
        if _PAGES.fullmatch(name):
            ids = Counter(each.get("id") for each in etree.fromstring(blob).iter(f"{_PRESENTATION}cNvPr"))
            yield from (f"{name} has {count} shapes of id {key}" for key, count in ids.items() if count > 1)


def _nowhere(parts: dict[str, bytes]) -> Iterator[str]:
    """References along relations that the part does not have."""
    for name, blob in parts.items():
        if not name.endswith(".xml") or name.startswith("["):
            continue
        known = _relations_of(parts, name)
        for element in etree.fromstring(blob).iter(etree.Element):
            for key, value in element.attrib.items():
                if key.startswith(_RELATION) and value and value not in known:
                    yield f"{name} refers to {value}, which it does not have"


def _unlisted(parts: dict[str, bytes]) -> Iterator[str]:
    """Slides in the package that the presentation does not list."""
    root = etree.fromstring(parts["ppt/presentation.xml"])
    listed = len(root.findall(f"{_PRESENTATION}sldIdLst/{_PRESENTATION}sldId"))
    there = [name for name in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    if listed != len(there):
        yield f"{len(there)} slides in the package, {listed} in the list"


def _slides_twice(parts: dict[str, bytes]) -> Iterator[str]:
    root = etree.fromstring(parts["ppt/presentation.xml"])
    ids = Counter(each.get("id") for each in root.iter(f"{_PRESENTATION}sldId", f"{_PRESENTATION}sldMasterId"))
    yield from (f"id {key} is there {count} times" for key, count in ids.items() if count > 1)


def _relations_of(parts: dict[str, bytes], name: str) -> set[str]:
    folder, _, file = name.rpartition("/")
    rels = parts.get(f"{folder}/_rels/{file}.rels")
    return set() if rels is None else {each.get("Id") for each in etree.fromstring(rels).iter(_RELS)}
