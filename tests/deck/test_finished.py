"""What makes a deck finished on any template: sections, links, numbers, languages, words for pictures, an order."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from harbour import full_review
from lxml import etree
from package_check import faults
from packages import parts_of, plain, slides_of
from pptx import Presentation
from pptx.oxml.ns import qn
from templates import parts, written, zipped
from test_fill import TEMPLATES, whole_review

from steward.briefings.customer.review import Slide
from steward.deck import customer_deck, customer_slides
from tests.examples import first
from tests.reviews_made import BUSY

_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
ALL = ("", *TEMPLATES)
_UNTOLD = ("title", "agenda", "appendix", "investment", "definitions")
"""Slides that are no topic of the meeting."""


@pytest.fixture(params=first(2, ALL))
def made(request: pytest.FixtureRequest, sample_home: Path, real: Path) -> tuple[bytes, tuple[str, ...]]:
    """A whole review on a template, and which slide of the review each of its slides is."""
    review, name = whole_review(sample_home, BUSY), request.param
    template = real / "templates" / name if name else None
    return customer_deck(review, template), customer_slides(review, template)


def _sections(deck: bytes) -> dict[str, list[int]]:
    root = etree.fromstring(parts_of(deck)["ppt/presentation.xml"])
    return {
        each.get("name"): [int(one.get("id")) for one in each.iter(f"{_P14}sldId")]
        for each in root.iter(f"{_P14}section")
    }


def test_every_slide_stands_in_one_section_in_order(made: tuple[bytes, tuple[str, ...]]) -> None:
    deck, ids = made
    sections = _sections(deck)
    assert list(sections) == ["In short", "The quarter", "What comes next", "Appendix"]
    assert [one for each in sections.values() for one in each] == [slide.slide_id for slide in slides_of(deck)]
    begins = {name: ids[[s.slide_id for s in slides_of(deck)].index(found[0])] for name, found in sections.items()}
    assert begins == {
        "In short": "title", "The quarter": "promises", "What comes next": "renewal", "Appendix": "appendix",
    }  # fmt: skip


def test_every_topic_of_the_agenda_leads_to_its_slide(made: tuple[bytes, tuple[str, ...]]) -> None:
    deck, ids = made
    slides, led = list(slides_of(deck)), list[str]()
    for place, slide in enumerate(slides):
        if ids[place].partition(":")[0] != "agenda":
            continue
        for link in slide._element.iter(qn("a:hlinkClick")):
            there = slide.part.related_part(link.get(qn("r:id"))).slide
            led.append(ids[[each.slide_id for each in slides].index(there.slide_id)])
    topics = [one for one in ids if ":" not in one and one not in _UNTOLD]
    assert [one for one in led if one != "appendix"] == topics
    assert set(led) - set(topics) == {"appendix"}


def test_every_slide_has_a_number_a_foot_and_is_read_from_its_title_on(made: tuple[bytes, tuple[str, ...]]) -> None:
    deck, ids = made
    for number, (slide, key) in enumerate(zip(slides_of(deck), ids, strict=True), start=1):
        shapes = [shape for shape in slide.shapes if shape.name != "plate"]
        texts = [plain(shape.text_frame.text) for shape in shapes if shape.has_text_frame]
        assert shapes[0] == slide.shapes.title, (number, key)
        if key not in ("title", "appendix"):
            assert any("Figures as of 30 Sep 2026" in text for text in texts), (number, key)
            drawn = (slide, slide.slide_layout, slide.slide_layout.slide_master)
            fields = [each for owner in drawn for each in owner._element.iter(qn("a:fld"))]
            assert any(each.get("type") == "slidenum" for each in fields), (number, key)


def test_every_picture_of_numbers_has_its_words_and_every_text_its_language(
    made: tuple[bytes, tuple[str, ...]],
) -> None:
    for slide in slides_of(made[0]):
        for frame in slide._element.iter(qn("p:graphicFrame"), qn("p:pic")):
            about = next(frame.iter(qn("p:cNvPr")))
            assert len(about.get("descr", "")) > 10, about.get("name")
        assert all(run.find(qn("a:rPr")).get("lang") for run in slide._element.iter(qn("a:r")))


def test_the_title_names_both_companies_and_the_file_says_what_made_it(made: tuple[bytes, tuple[str, ...]]) -> None:
    opening = slides_of(made[0])[0]
    said = " ".join(shape.text_frame.text for shape in opening.shapes if shape.has_text_frame)
    assert "Brimfull Studios" in said and "Northweave Networks" in said
    told = {etree.QName(each).localname: each.text for each in etree.fromstring(parts_of(made[0])["docProps/app.xml"])}
    assert told["Application"] == "Steward" and told["Slides"] == str(len(made[1]))
    assert told["Company"] == "Northweave Networks"


def test_what_a_template_said_of_itself_is_not_in_the_deck(tmp_path: Path) -> None:
    """Its sections, whose slides are gone, and the company that made it."""
    content = parts()
    theirs = b'<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14="' + (
        _P14[1:-1].encode() + b'"><p14:section name="Secret" id="{6F0A1C7E-3B52-4B4E-8F83-0C1D2E3F4A5B}"><p14:sldIdLst>'
        b'<p14:sldId id="256"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst></p:presentation>'
    )
    content["ppt/presentation.xml"] = content["ppt/presentation.xml"].replace(b"</p:presentation>", theirs)
    for review in (full_review(), full_review(slides=(Slide(id="x", title="One", points=("A point.",)),))):
        deck = customer_deck(review, written(tmp_path, "theirs.pptx", zipped(content)))
        assert faults(deck) == []
        with zipfile.ZipFile(io.BytesIO(deck)) as package:
            assert not any(b"Secret" in package.read(name) for name in package.namelist())


def test_a_deck_without_an_agenda_has_no_sections() -> None:
    deck = customer_deck(full_review(slides=(Slide(id="x", title="One", points=("A point.",)),)))
    presentation: Any = Presentation(io.BytesIO(deck))
    assert _sections(deck) == {} and len(presentation.slides) == 1
