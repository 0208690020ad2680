"""A template brings nothing along that a deck would fetch or start from elsewhere, and what was taken out is said."""

import io
from pathlib import Path
from typing import Any

import pytest
from package_check import faults
from packages import parts_of
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PROG_ID
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches
from tagged_review import tagged_review
from tagged_templates import saved
from templates import written

from steward.deck import customer_deck, template_report
from tests.examples import first
from tests.pictures_made import png_of

SHARE = "file://///files.example/team/zebrafish.bin"
PLACE = (
    '<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
)
WEB = "https://www.example.com/about"


def _linked(part: Any, kind: str, target: str = SHARE) -> str:
    return str(part.relate_to(target, kind, is_external=True))


def _picture(page: Any) -> None:
    blip = f'<a:blip r:link="{_linked(page.part, RT.IMAGE)}"/>'
    page._element.cSld.spTree.append(
        parse_xml(
            f'<p:pic {nsdecls("p", "a", "r")}><p:nvPicPr><p:cNvPr id="901" name="Logo"/>'
            "<p:cNvPicPr/><p:nvPr/></p:nvPicPr>"
            f"<p:blipFill>{blip}<a:stretch/></p:blipFill>{PLACE}</p:pic>"
        )
    )


def _picture_with_copy(page: Any) -> None:
    _picture(page)
    blip = page._element.find(f".//{qn('a:blip')}")
    _, key = page.part.get_or_add_image_part(io.BytesIO(png_of(2, 2)))
    blip.set(qn("r:embed"), key)


def _background(page: Any) -> None:
    fill = f'<a:blipFill><a:blip r:link="{_linked(page.part, RT.IMAGE)}"/><a:stretch/></a:blipFill>'
    for old in page._element.cSld.findall(qn("p:bg")):
        page._element.cSld.remove(old)
    page._element.cSld.insert(
        0, parse_xml(f"<p:bg {nsdecls('p', 'a', 'r')}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>")
    )


def _box(page: Any, text: str) -> Any:
    shape = parse_xml(
        f'<p:sp {nsdecls("p", "a", "r")}><p:nvSpPr><p:cNvPr id="902" name="Box"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"{PLACE}<p:txBody><a:bodyPr/><a:p><a:r><a:rPr/><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    page._element.cSld.spTree.append(shape)
    return shape


def _link(page: Any, target: str = SHARE) -> None:
    key = _linked(page.part, RT.HYPERLINK, target)
    properties = _box(page, "More").find(f".//{qn('a:rPr')}")
    properties.append(parse_xml(f'<a:hlinkClick {nsdecls("a", "r")} r:id="{key}"/>'))


def _program(page: Any) -> None:
    key = _linked(page.part, RT.HYPERLINK, "calc.exe")
    click = f'<a:hlinkClick {nsdecls("a", "r")} r:id="{key}" action="ppaction://program"/>'
    _box(page, "Press").find(f".//{qn('p:cNvPr')}").append(parse_xml(click))


def _macro(page: Any) -> None:
    click = f'<a:hlinkHover {nsdecls("a", "r")} r:id="" action="ppaction://macro?name=Zebrafish"/>'
    _box(page, "Press").find(f".//{qn('p:cNvPr')}").append(parse_xml(click))


def _film(page: Any) -> None:
    _picture_with_copy(page)
    film = f'<a:videoFile {nsdecls("a", "r")} r:link="{_linked(page.part, RT.VIDEO)}"/>'
    page._element.find(f".//{qn('p:pic')}//{qn('p:nvPr')}").append(parse_xml(film))


def _bullet(page: Any) -> None:
    bullet = f'<a:buBlip {nsdecls("a", "r")}><a:blip r:link="{_linked(page.part, RT.IMAGE)}"/></a:buBlip>'
    paragraph = _box(page, "One").find(f".//{qn('a:p')}")
    paragraph.insert(0, parse_xml(f"<a:pPr {nsdecls('a')}>{bullet}</a:pPr>"))


WAYS = {
    "a linked picture": _picture,
    "a linked picture with a copy": _picture_with_copy,
    "a linked background": _background,
    "a linked bullet": _bullet,
    "a link to a share": _link,
    "a link to a folder": lambda page: _link(page, "..\\..\\zebrafish.xlsx"),
    "a link to a script": lambda page: _link(page, "javascript:zebrafish()"),
    "a program": _program,
    "a macro": _macro,
    "a film": _film,
}


def _template(way: Any) -> bytes:
    """With one of these on a layout, on the master and on a slide that is kept."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    slide.shapes.add_textbox(0, 0, Inches(3), Inches(1)).text_frame.text = "{{account.name}}"
    for page in (slide, presentation.slide_layouts[5], presentation.slide_master):
        way(page)
    return saved(presentation)


@pytest.mark.parametrize("kind", first(2, WAYS))
def test_what_lies_elsewhere_is_taken_out_and_told(kind: str, tmp_path: Path) -> None:
    file = written(tmp_path, "theirs.pptx", _template(WAYS[kind]))
    removed = template_report(file, tagged_review()).removed
    assert {one.partition(":")[0] for one in removed} == {"slide 1", "layout “Title Only”", "master"}
    deck = customer_deck(tagged_review(), file)
    traces = (b"zebrafish", b"calc.exe", b'TargetMode="External"', b"ppaction://")
    assert not [name for name, blob in parts_of(deck).items() if any(trace in blob.lower() for trace in traces[:2])]
    assert not [name for name, blob in parts_of(deck).items() if any(trace in blob for trace in traces[2:])]
    assert faults(deck) == []


def test_links_to_pages_and_addresses_stay(tmp_path: Path) -> None:
    def linked(page: Any) -> None:
        _link(page, WEB)

    file = written(tmp_path, "theirs.pptx", _template(linked))
    assert template_report(file, tagged_review()).removed == ()
    rels = b"".join(blob for name, blob in parts_of(customer_deck(tagged_review(), file)).items() if ".rels" in name)
    assert rels.count(WEB.encode()) == 3


def test_a_chart_that_reads_a_workbook_on_a_share_gets_one_of_its_own(tmp_path: Path) -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    data = CategoryChartData()
    data.categories = ["a", "b"]
    data.add_series("s", [1, 2])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(5), Inches(3), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", "{{chart:spend.by_product}}")
    part = frame.chart.part
    external = part._element.find(qn("c:externalData"))
    part._rels.pop(external.get(qn("r:id")))
    external.set(qn("r:id"), _linked(part, RT.OLE_OBJECT))
    file = written(tmp_path, "theirs.pptx", saved(presentation))
    assert template_report(file, tagged_review()).removed == (f"a chart: a linked file ({SHARE})",)
    deck = customer_deck(tagged_review(), file)
    assert faults(deck) == []
    assert not [name for name, blob in parts_of(deck).items() if b"zebrafish" in blob]


def test_files_of_other_programs_go_from_layouts_and_masters_too(tmp_path: Path) -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    slide.shapes.add_ole_object(io.BytesIO(b"zebrafish" * 99), PROG_ID.XLSX, Inches(1), Inches(1))
    frame = slide.shapes[0]._element
    layout = presentation.slide_layouts[5]
    keys = {key: slide.part.related_part(key) for key in frame.xpath(".//@r:id | .//@r:embed")}
    for element in frame.iter():
        for name, value in element.attrib.items():
            if value in keys:
                kind = next(each.reltype for each in slide.part.rels.values() if each.target_part is keys[value])
                element.set(name, layout.part.relate_to(keys[value], kind))
    layout._element.cSld.spTree.append(frame)
    file = written(tmp_path, "theirs.pptx", saved(presentation))
    assert template_report(file, tagged_review()).removed == ("layout “Title Only”: an embedded object",)
    deck = customer_deck(tagged_review(), file)
    assert faults(deck) == []
    assert not [name for name, blob in parts_of(deck).items() if b"zebrafish" in blob]
