"""Makes the default template: `python -m steward.deck.default.template` writes `steward.pptx` of the templates anew."""

import io
from collections.abc import Iterable
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from steward.deck.default.layouts import LAYOUTS
from steward.deck.default.slides import layout_xml, master_xml, presentation_xml
from steward.deck.default.theme import theme_xml
from steward.deck.shapes.markup import tag
from steward.deck.templates.opened import DEFAULT_TEMPLATE

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_KIND = "application/vnd.openxmlformats-officedocument."
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_MASTER, _THEME = "slideMasters/slideMaster1.xml", "theme/theme1.xml"


def template_bytes() -> bytes:
    """The template; not compressed, so that no version of a compressor changes its bytes."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as package:
        for name, xml in _parts().items():
            package.writestr(ZipInfo(name), _HEAD + xml)
    return stream.getvalue()


def _parts() -> dict[str, str]:
    files = [f"slideLayouts/slideLayout{number}.xml" for number in range(1, len(LAYOUTS) + 1)]
    kinds = {f"ppt/{file}": "presentationml.slideLayout" for file in files} | {
        "ppt/presentation.xml": "presentationml.presentation.main",
        f"ppt/{_MASTER}": "presentationml.slideMaster",
        f"ppt/{_THEME}": "theme",
    }
    below = [("slideLayout", f"../{file}") for file in files]
    return {
        "[Content_Types].xml": _content_types(kinds),
        "_rels/.rels": _relations([("officeDocument", "ppt/presentation.xml")]),
        "ppt/presentation.xml": presentation_xml(),
        "ppt/_rels/presentation.xml.rels": _relations([("slideMaster", _MASTER), ("theme", _THEME)]),
        f"ppt/{_MASTER}": master_xml(),
        f"ppt/{_rels(_MASTER)}": _relations([*below, ("theme", f"../{_THEME}")]),
        **{f"ppt/{file}": layout_xml(name) for file, name in zip(files, LAYOUTS, strict=True)},
        **{f"ppt/{_rels(file)}": _relations([("slideMaster", f"../{_MASTER}")]) for file in files},
        f"ppt/{_THEME}": theme_xml(),
    }


def _rels(file: str) -> str:
    folder, name = file.split("/")
    return f"{folder}/_rels/{name}.rels"


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    entries = (
        tag("Relationship", Id=f"rId{number}", Type=_OFFICE + kind, Target=target)
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return tag("Relationships", *entries, xmlns=f"{_PACKAGE}relationships")


def _content_types(kinds: dict[str, str]) -> str:
    defaults = [tag("Default", Extension=e, ContentType=t) for e, t in (("rels", _RELS), ("xml", "application/xml"))]
    parts = (tag("Override", PartName=f"/{n}", ContentType=f"{_KIND}{kind}+xml") for n, kind in kinds.items())
    return tag("Types", *defaults, *parts, xmlns=f"{_PACKAGE}content-types")


if __name__ == "__main__":
    DEFAULT_TEMPLATE.parent.mkdir(exist_ok=True)
    DEFAULT_TEMPLATE.write_bytes(template_bytes())
