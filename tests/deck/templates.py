"""Templates of every odd kind, made from python-pptx's own or from ours."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Opened
from pptx.util import Inches

from steward.deck.default.template import template_bytes
from steward.deck.templates.opened import prepared

Parts = dict[str, bytes]


def open_template(path: Path | None = None) -> Opened:
    """A template (ours where none is given) without slides, as a deck begins with it."""
    return prepared(path).opened()


def parts() -> Parts:
    """Our template's parts."""
    with zipfile.ZipFile(io.BytesIO(template_bytes())) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(content: Parts) -> bytes:
    """Parts as a file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, blob in content.items():
            package.writestr(name, blob)
    return stream.getvalue()


def written(folder: Path, name: str, blob: bytes) -> Path:
    """A file of this name."""
    file = folder / name
    file.write_bytes(blob)
    return file


def _resized(width: float, height: float) -> Callable[[], bytes]:
    def make() -> bytes:
        presentation = Presentation()
        across, down = Inches(width) / presentation.slide_width, Inches(height) / presentation.slide_height
        presentation.slide_width, presentation.slide_height = Inches(width), Inches(height)
        for master in presentation.slide_masters:
            for owner in (master, *master.slide_layouts):
                for place in owner._element.iter(qn("a:off"), qn("a:ext")):
                    for key, share in (("x", across), ("cx", across), ("y", down), ("cy", down)):
                        if place.get(key):
                            place.set(key, str(round(int(place.get(key)) * share)))
        return _saved(presentation)

    return make


def _saved(presentation: object) -> bytes:
    stream = io.BytesIO()
    presentation.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def _without_layouts() -> bytes:
    presentation = Presentation()
    for layout in list(presentation.slide_layouts):
        presentation.slide_layouts.remove(layout)
    return _saved(presentation)


def _without_titles() -> bytes:
    presentation = Presentation()
    for owner in (presentation.slide_master, *presentation.slide_layouts):
        for shape in list(owner.placeholders):
            if "TITLE" in shape.placeholder_format.type.name:
                shape.element.getparent().remove(shape.element)
    return _saved(presentation)


def _one_layout_without_title() -> bytes:
    presentation = Presentation()
    for layout in list(presentation.slide_layouts)[1:]:
        presentation.slide_layouts.remove(layout)
    for shape in list(presentation.slide_layouts[0].placeholders):
        if "TITLE" in shape.placeholder_format.type.name:
            shape.element.getparent().remove(shape.element)
    return _saved(presentation)


def _one_name_for_all_placeholders() -> bytes:
    presentation = Presentation()
    for owner in (presentation.slide_master, *presentation.slide_layouts):
        for shape in owner.placeholders:
            shape.element.nvSpPr.cNvPr.set("name", "Placeholder")
    return _saved(presentation)


def _named(*names: str) -> Callable[[], bytes]:
    def make() -> bytes:
        presentation = Presentation()
        for layout, name in zip(presentation.slide_layouts, names * 4, strict=False):
            layout._element.cSld.set("name", name)
        return _saved(presentation)

    return make


def _with_slides() -> bytes:
    presentation = Presentation()
    for number in range(3):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = f"Somebody else's secret {number}"
        slide.notes_slide.notes_text_frame.text = "Secret notes"
        slide.shapes.add_table(2, 2, 0, 0, Inches(3), Inches(1))
    # A layout with a link to a slide keeps that slide reachable, and its name taken.
    layout = presentation.slide_layouts[1]
    key = layout.part.relate_to(presentation.slides[0].part, _SLIDE)
    link = layout.placeholders[0].element.nvSpPr.cNvPr.makeelement(qn("a:hlinkClick"), {qn("r:id"): key})
    layout.placeholders[0].element.nvSpPr.cNvPr.append(link)
    return _saved(presentation)


_SLIDE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"


def _fourteen_masters() -> bytes:
    """Our master fourteen times, the first thirteen without room for content."""
    content = parts()
    types, rels, main = (
        content[n].decode() for n in ("[Content_Types].xml", "ppt/_rels/presentation.xml.rels", "ppt/presentation.xml")
    )
    master, layout = content["ppt/slideMasters/slideMaster1.xml"].decode(), content["ppt/slideLayouts/slideLayout6.xml"]
    for n in range(2, 15):
        name, child = f"ppt/slideMasters/slideMaster{n}.xml", f"ppt/slideLayouts/slideLayout{n + 20}.xml"
        root = etree.fromstring(master.encode())
        entries = root.find(qn("p:sldLayoutIdLst"))
        for entry in list(entries)[1:]:
            entries.remove(entry)
        entries[0].set("id", str(2_147_484_000 + n))
        content[name], content[child] = etree.tostring(root), layout
        content[name.replace("Masters/", "Masters/_rels/") + ".rels"] = _relations(
            ("slideLayout", f"../slideLayouts/slideLayout{n + 20}.xml"), ("theme", f"../theme/theme{n}.xml")
        )
        content[child.replace("Layouts/", "Layouts/_rels/") + ".rels"] = _relations(
            ("slideMaster", f"../slideMasters/slideMaster{n}.xml")
        )
        content[f"ppt/theme/theme{n}.xml"] = content["ppt/theme/theme1.xml"]
        for part, kind in (
            (name, "presentationml.slideMaster"),
            (child, "presentationml.slideLayout"),
            (f"ppt/theme/theme{n}.xml", "theme"),
        ):
            types = types.replace("</Types>", f'<Override PartName="/{part}" ContentType="{_KIND}{kind}+xml"/></Types>')
        rels = rels.replace(
            "</Relationships>",
            f'<Relationship Id="rId{n + 50}" Type="{_OFFICE}slideMaster" Target="{name[4:]}"/></Relationships>',
        )
        main = main.replace(
            "<p:sldMasterIdLst>", f'<p:sldMasterIdLst><p:sldMasterId id="{2_147_483_700 + n}" r:id="rId{n + 50}"/>'
        )
    return zipped(
        content
        | {
            "[Content_Types].xml": types.encode(),
            "ppt/_rels/presentation.xml.rels": rels.encode(),
            "ppt/presentation.xml": main.encode(),
        }
    )


_KIND = "application/vnd.openxmlformats-officedocument."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def _relations(*targets: tuple[str, str]) -> bytes:
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}{k}" Target="{t}"/>' for n, (k, t) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'.encode()


Change = tuple[str, Callable[[bytes], bytes]]


def _changed(*changes: Change) -> Callable[[], bytes]:
    """Python-pptx's own template, saved with a notes page, with some kinds of parts changed."""

    def make() -> bytes:
        presentation = Presentation()
        assert presentation.notes_master  # made by being asked for
        with zipfile.ZipFile(io.BytesIO(_saved(presentation))) as package:
            content = {each: package.read(each) for each in package.namelist()}
        for name, change in changes:
            content |= {each: change(blob) for each, blob in content.items() if re.fullmatch(name, each)}
        return zipped(content)

    return make


def _without_numbers(blob: bytes) -> bytes:
    """As LibreOffice saves a layout or a master: no placeholder is counted, shapes share their ids."""
    return re.sub(rb'(<p:cNvPr id=)"[3-5]"', rb'\1"2"', re.sub(rb'(<p:ph[^>]*) idx="\d+"', rb"\1", blob))


def _without_notes_body(blob: bytes) -> bytes:
    root = etree.fromstring(blob)
    for shape in root.xpath("//p:sp[.//p:ph[@type='body']]", namespaces={"p": _PRESENTATION}):
        shape.getparent().remove(shape)
    return etree.tostring(root)


def _unlisted_layouts(keep_list: bool) -> Callable[[bytes], bytes]:
    def change(blob: bytes) -> bytes:
        return re.sub(rb"<p:sldLayoutIdLst>.*</p:sldLayoutIdLst>", b"<p:sldLayoutIdLst/>" if keep_list else b"", blob)

    return change


_PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
_LAYOUT = r"ppt/slideLayouts/[^/]*\.xml"
_MASTER = r"ppt/slideMasters/[^/]*\.xml"
_NO_NUMBERS: Change = (f"{_LAYOUT}|{_MASTER}", _without_numbers)
_NO_BODY: Change = (r"ppt/notesMasters/[^/]*\.xml", _without_notes_body)


def _with_binary_workbook() -> bytes:
    """With a chart's workbook saved as .xlsb on a layout."""
    content = parts()
    kind = '<Default Extension="xlsb" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.12"/>'
    types = content["[Content_Types].xml"].decode()
    start = types.index("<Default")
    types = types[:start] + kind + types[start:]
    name = next(each for each in content if re.fullmatch(_LAYOUT, each))
    rels = f"ppt/slideLayouts/_rels/{name.rpartition('/')[2]}.rels"
    link = f'<Relationship Id="rId88" Type="{_OFFICE}package" Target="../embeddings/book.xlsb"/></Relationships>'
    return zipped(
        content
        | {
            "[Content_Types].xml": types.encode(),
            "ppt/embeddings/book.xlsb": zipped({"xl/workbook.bin": b"x"}),
            rels: content[rels].replace(b"</Relationships>", link.encode()),
        }
    )


def with_macros_in_a_workbook() -> bytes:
    """The same, and the workbook has macros."""
    with zipfile.ZipFile(io.BytesIO(_with_binary_workbook())) as package:
        content = {each: package.read(each) for each in package.namelist()}
    return zipped(content | {"ppt/embeddings/book.xlsb": zipped({"xl/vbaProject.bin": b"x"})})


ODD: dict[str, Callable[[], bytes]] = {
    "4 to 3": _resized(10, 7.5),
    "A4 landscape": _resized(11.69, 8.27),
    "portrait": _resized(7.5, 10),
    "two inches": _resized(2, 1.5),
    "a banner": _resized(20, 4),
    "no layouts": _without_layouts,
    "no title placeholder": _without_titles,
    "one layout without a title": _one_layout_without_title,
    "all placeholders of one name": _one_name_for_all_placeholders,
    "Japanese": _named("タイトル スライド", "タイトルとコンテンツ", "セクション見出し"),
    "German": _named("Titelfolie", "Titel und Inhalt", "Abschnittsüberschrift"),
    "all layouts of one name": _named("Layout"),
    "with slides": _with_slides,
    "fourteen masters": _fourteen_masters,
    "placeholders without a number": _changed(_NO_NUMBERS),
    "a notes page without a body": _changed(_NO_BODY),
    "an empty list of layouts": _changed((_MASTER, _unlisted_layouts(keep_list=True))),
    "no list of layouts": _changed((_MASTER, _unlisted_layouts(keep_list=False))),
    "all three at once": _changed(_NO_NUMBERS, _NO_BODY, (_MASTER, _unlisted_layouts(keep_list=True))),
    "a chart's workbook in .xlsb": _with_binary_workbook,
}
