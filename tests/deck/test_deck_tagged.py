"""A template's own slides: which stay, where ours go, and that nothing of the samples gets to the customer."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from package_check import faults
from packages import parts_of, plain, slides_of
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PROG_ID
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches
from tagged_review import SPEND, tagged_review
from tagged_templates import CANARY, describe, diagram, on, sample_chart, says, whole, with_one
from templates import written

from steward.deck import TagOutcome, customer_deck, deck_of, template_report
from steward.deck.model import Content
from steward.errors import TemplateRefused
from steward.exhibits import Bridge, Step
from steward.services.reviews.slide_pictures import SlidePicture, by_slide
from tests.deck.templates import open_template
from tests.examples import EVERYTHING, first


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("tagged"), "whole.pptx", whole())


@pytest.fixture(scope="module")
def made(template: Path) -> bytes:
    return customer_deck(tagged_review(), template)


def titles(deck: bytes) -> list[str]:
    return [plain(slide.shapes.title.text) if slide.shapes.title else "" for slide in slides_of(deck)]


def test_the_file_opens_without_a_question(made: bytes) -> None:
    assert faults(made) == []


def test_ours_stand_where_the_template_says(made: bytes) -> None:
    ours = [slide.title for slide in tagged_review().slides if not slide.opening]
    first, second, *middle, last = titles(made)
    assert (first, second) == ("Harbour & Vale with Meridian Networks", "99.950\u202f% (+0.050 pt on Q2 2026)")
    assert middle == ours
    assert last == "Thank you, Harbour & Vale: –"


@pytest.mark.parametrize(
    ("content", "opens"),
    [
        (whole(), "Harbour & Vale with Meridian Networks"),
        (says("For {{account.name}}"), "Harbour & Vale: business review Q3 2026"),
        (says("{{sli", "des}}"), "Harbour & Vale: business review Q3 2026"),
    ],
    ids=["title and closing of its own", "one slide of its own", "none"],
)
def test_each_picture_is_of_the_slide_it_shows(content: bytes, opens: str, tmp_path: Path) -> None:
    review, template = tagged_review(), written(tmp_path, "own.pptx", content)
    drawn = [SlidePicture(title.encode(), b"") for title in titles(customer_deck(review, template))]
    found = {key: one.picture.decode() for key, one in by_slide(review, template, drawn).items()}
    assert found == {slide.id: opens if slide.opening else slide.title for slide in review.slides}
    assert by_slide(review, template, drawn[1:]) == {}


def test_nothing_of_the_template_s_samples_is_left_anywhere(made: bytes) -> None:
    for trace in (CANARY.encode(), b"98700", b"{{", b"}}", b"%7B"):
        assert not [name for name, blob in parts_of(made).items() if trace in blob]


def test_the_same_bytes_again(made: bytes, template: Path) -> None:
    assert customer_deck(tagged_review(), template) == made


def test_numbers_of_slides_are_counted_anew(made: bytes) -> None:
    for number, slide in enumerate(slides_of(made), start=1):
        assert set(slide._element.xpath("//a:fld[@type='slidenum']/a:t/text()")) <= {str(number)}


def test_notes_alt_text_groups_and_links(made: bytes) -> None:
    title, dashboard = slides_of(made)[:2]
    assert title.notes_slide.notes_text_frame.text == "Greet Harbour & Vale"
    assert not slides_of(made)[-1].has_notes_slide
    assert dashboard._element.xpath("//p:pic//p:cNvPr/@descr") == ["Logo of Harbour & Vale"]
    assert dashboard._element.xpath("//p:grpSp//a:t/text()") == ["NPS –"]
    outside = [each.target_ref for each in dashboard.part.rels.values() if each.is_external]
    assert outside == ["https://portal.example/harbour-vale"]
    inside = [each.target_part for each in dashboard.part.rels.values() if each.reltype.endswith("/slide")]
    assert inside == [title.part], "a link to a slide that is gone goes with it"


def test_the_report_says_what_becomes_of_each(template: Path) -> None:
    report = template_report(template, tagged_review())
    assert report.own_slides == (1, 4, 6)
    assert [(use.name, use.place) for use in report.of(TagOutcome.UNKNOWN)] == [
        ("nobody.knows.this", "slide 6"), ("chart:no.such.exhibit", "slide 6"),
    ]  # fmt: skip
    assert [use.name for use in report.of(TagOutcome.NOT_KNOWN)] == ["voice.nps"]
    assert [use.name for use in report.of(TagOutcome.FILLED)] == ["chart:spend", "table:service.incidents"]
    assert [use.name for use in report.of(TagOutcome.DRAWN)] == ["chart:spend.by_product"]
    assert len(report.to_fix) == 3
    assert report.removed == ("slide 4: a chart without a tag",)
    assert dict(report.layouts)["two side by side"] == "Two Content"


def test_a_report_on_a_plain_template_is_about_layouts_only(real: Path) -> None:
    report = template_report(real / "templates" / "unhcr_16x9.pptx", tagged_review())
    assert (report.uses, report.removed, report.own_slides) == ((), (), ())
    assert all(name for _, name in report.layouts)


def test_without_a_marker_ours_follow_and_our_title_comes_first(tmp_path: Path) -> None:
    deck = customer_deck(tagged_review(), written(tmp_path, "one.pptx", says("For {{account.name}}")))
    ours = [slide.title for slide in tagged_review().slides]
    assert titles(deck) == [ours[0], "", *ours[1:]]


def test_only_a_marker_changes_nothing(tmp_path: Path) -> None:
    deck = customer_deck(tagged_review(), written(tmp_path, "mark.pptx", says("{{sli", "des}}")))
    assert titles(deck) == [slide.title for slide in tagged_review().slides]


def test_who_has_no_customer_s_values_gets_no_slide_of_the_template(template: Path) -> None:
    assert len(open_template(template).slides) == 0
    review = tagged_review()
    content = Content("t", "s", "a", "p", review.as_of, review.slides)
    deck = deck_of(content, template)
    assert titles(deck) == [slide.title for slide in review.slides]
    assert faults(deck) == [] and not [n for n, blob in parts_of(deck).items() if CANARY.encode() in blob]


def _foreign(slide: Any) -> None:
    slide.shapes.add_textbox(0, 0, Inches(3), Inches(1)).text_frame.text = "{{account.name}}"
    book = io.BytesIO(CANARY.encode() * 99)
    slide.shapes.add_ole_object(book, PROG_ID.XLSX, Inches(1), Inches(1))


def test_embedded_files_go(tmp_path: Path) -> None:
    file = written(tmp_path, "ole.pptx", with_one(_foreign))
    deck = customer_deck(tagged_review(), file)
    assert template_report(file, tagged_review()).removed == ("slide 1: an embedded object",)
    assert faults(deck) == []
    assert not [name for name, blob in parts_of(deck).items() if CANARY.encode() in blob or name.endswith(".emf")]


def _stand_in(slide: Any) -> None:
    shape = slide.shapes.add_shape(1, Inches(1), Inches(2), Inches(6), Inches(4))
    shape.text_frame.text = "{{chart:spend.bridge}}"
    slide.shapes.add_connector(1, 0, 0, 9, 9).begin_connect(shape, 1)


def test_a_shape_that_says_a_tag_gives_its_place_to_our_drawing(tmp_path: Path) -> None:
    bridge = Bridge(
        id="spend.bridge", title="Up", alt="Up by one", receipt=SPEND.receipt, unit=SPEND.unit,
        steps=(Step("Before", 1, total=True), Step("More", 1), Step("After", 2, total=True)),
    )  # fmt: skip
    deck = customer_deck(tagged_review(exhibits=(bridge,)), written(tmp_path, "stand.pptx", with_one(_stand_in)))
    (frame,) = [shape for shape in slides_of(deck)[1].shapes if shape.has_chart]
    assert (frame.left, frame.top, frame.width, frame.height) == (Inches(1), Inches(2), Inches(6), Inches(4))
    assert frame.name == "chart:spend.bridge"
    assert faults(deck) == [], "the connector lets go of what is gone"


def _animated(slide: Any) -> None:
    frame = sample_chart(slide, XL_CHART_TYPE.PIE, "{{chart:nothing}}")
    timing = (
        '<p:timing xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:bldLst>'
        f'<p:bldGraphic spid="{frame.shape_id}" grpId="0"><p:bldAsOne/></p:bldGraphic></p:bldLst></p:timing>'
    )
    slide._element.append(parse_xml(timing))


def test_an_animation_of_what_is_gone_goes_too(tmp_path: Path) -> None:
    deck = customer_deck(tagged_review(), written(tmp_path, "animated.pptx", with_one(_animated)))
    assert not slides_of(deck)[1]._element.xpath("//p:timing")
    assert faults(deck) == []


def test_a_picture_in_a_group_cannot_give_its_place(tmp_path: Path) -> None:
    def make(slide: Any) -> None:
        group = slide.shapes.add_group_shape()
        describe(group.shapes.add_textbox(0, 0, 99, 99), "{{chart:spend}}")

    file = written(tmp_path, "group.pptx", with_one(make))
    (use,) = template_report(file, tagged_review()).uses
    assert use.outcome is TagOutcome.REMOVED
    assert faults(customer_deck(tagged_review(), file)) == []


def test_smartart_is_filled(tmp_path: Path) -> None:
    file = written(tmp_path, "art.pptx", with_one(lambda slide: diagram(slide, "For {{account.name}}")))
    parts = parts_of(customer_deck(tagged_review(), file))
    assert b">For Harbour &amp; Vale<" in parts["ppt/diagrams/data1.xml"]


REAL = ("unhcr_16x9.pptx", "vicgov_a4_custom_layout_names.pptx", "deleted_layouts.pptx", "rstudio.potx")


@pytest.fixture(scope="module")
def on_real(real: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A deck on each real template with a slide of tokens added."""
    folder = tmp_path_factory.mktemp("real")
    files = {name: written(folder, f"{name}.pptx", on(open_template(real / "templates" / name))) for name in REAL}
    return {name: customer_deck(tagged_review(), file) for name, file in files.items()}


@pytest.mark.parametrize("name", first(1, REAL))
def test_real_templates_with_a_tagged_slide(name: str, on_real: dict[str, bytes]) -> None:
    deck = on_real[name]
    assert faults(deck) == []
    told = {name: blob for name, blob in parts_of(deck).items() if name.endswith((".xml", ".rels"))}
    assert not [n for n, blob in told.items() if b"{{" in blob or CANARY.encode() in blob or b"98700" in blob]
    names = [shape.name for slide in slides_of(deck) for shape in slide.shapes]
    assert {"chart:spend.by_product", "table:service.incidents"} <= set(names)


@pytest.mark.every
@pytest.mark.office
def test_libreoffice_draws_the_real_ones(
    on_real: dict[str, bytes], all_rendered: Callable[[dict[str, bytes]], dict[str, int]]
) -> None:
    decks = on_real if EVERYTHING else dict(list(on_real.items())[:1])
    assert all_rendered(decks) == {name: len(slides_of(deck)) for name, deck in decks.items()}


def _damaged(what: str) -> Callable[[Any], None]:
    def make(slide: Any) -> None:
        frame = sample_chart(slide, XL_CHART_TYPE.PIE, "{{chart:spend}}", 1)
        if what == "relation":
            frame._element.xpath(".//c:chart")[0].set(qn("r:id"), "rId99")
        else:
            order = frame.chart._chartSpace.xpath("//c:order")[0]
            order.getparent().remove(order)

    return make


@pytest.mark.parametrize("what", ["relation", "order"])
def test_a_damaged_slide_is_refused_in_one_sentence(what: str, tmp_path: Path) -> None:
    file = written(tmp_path, "theirs.pptx", with_one(_damaged(what)))
    for use in (customer_deck, lambda review, path: template_report(path, review)):
        with pytest.raises(TemplateRefused, match=r"“theirs\.pptx”.*\.$") as refusal:
            use(tagged_review(), file)
        assert str(tmp_path) not in str(refusal.value)


@pytest.mark.every
@pytest.mark.office
def test_libreoffice_draws_it(made: bytes, rendered: Callable[[bytes], int]) -> None:
    assert rendered(made) == len(tagged_review().slides) + 2


def test_a_template_made_of_a_finished_deck(made: bytes, tmp_path: Path) -> None:
    """Our own deck has no tokens, so as a template it is only its layouts."""
    deck = customer_deck(tagged_review(), written(tmp_path, "again.pptx", made))
    assert titles(deck) == [slide.title for slide in tagged_review().slides]
    assert faults(deck) == []
    assert Presentation(io.BytesIO(deck)).core_properties.author == "Meridian Networks"
