"""Reading a deck back: what somebody did to it is found, and nothing else."""

import io
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pptx
import pytest
from edited import Edit, cell, drawn, edited, kept, moved_to_end, point, shape, tile, with_parts, without_slide
from harbour import full_review
from pptx.presentation import Presentation
from tagged_review import tagged_review
from tagged_templates import whole
from templates import written

from steward.deck import customer_deck
from steward.deck.reading.changes import DeckRead, read_deck
from steward.deck.reading.typed_numbers import says_the_same
from steward.deck.receipts.model import FigureDrawn
from steward.errors import NoReceipts, TemplateRefused
from tests.examples import first
from tests.office import converted

Read = Callable[..., DeckRead]


@pytest.fixture
def read(tmp_path: Path, deck: bytes) -> Read:
    """The deck read back after some edits."""
    return lambda *edits: read_deck(kept(tmp_path, edited(deck, *edits)))


def touched(found: DeckRead) -> list[str]:
    return [each.drawn.id for each in found.found if each.edits]


def strip(deck: bytes) -> tuple[int, str, str, str]:
    """Slide, label, text and id of the first tile of a deck."""
    slides = list(pptx.Presentation(io.BytesIO(deck)).slides)
    number = next(n for n, slide in enumerate(slides, 1) if any(each.name == "figures" for each in slide.shapes))
    table = next(each for each in slides[number - 1].shapes if each.name == "figures").table
    review = full_review()
    return number, table.cell(0, 0).text, table.cell(1, 0).text, review.slides[number - 1].figures[0].id


def chart_name(deck: bytes, start: str = "chart:") -> str:
    slides = pptx.Presentation(io.BytesIO(deck)).slides
    return next(each.name for slide in slides for each in slide.shapes if each.name.startswith(start) and _whole(each))


def _whole(each: object) -> bool:
    return getattr(each, "has_chart", False) or getattr(each, "has_table", False)


def test_a_fresh_deck_says_what_was_drawn(read: Read) -> None:
    found = read()
    assert touched(found) == [] and found.words == () and found.remarks == ()
    assert not [each for each in found.found if each.remarks]


def test_a_number_typed_into_a_tile(read: Read, deck: bytes) -> None:
    slide, label, text, key = strip(deck)
    found = read(tile(slide, label, "77 %"))
    assert touched(found) == [key]
    (line,) = (each for each in found.found if each.edits)
    assert (line.slide, line.text) == (slide, "77 %") and " ".join(text.split()) in line.edits[0]


def test_the_same_number_written_otherwise_is_no_edit(read: Read, deck: bytes) -> None:
    slide, label, text, _key = strip(deck)
    found = read(tile(slide, label, text.replace(".", ",").replace("\N{NARROW NO-BREAK SPACE}", " ")))
    assert touched(found) == []


def test_a_number_cut_into_runs_is_still_the_number(read: Read, deck: bytes) -> None:
    slide, _label, text, _ = strip(deck)

    def cut(presentation: Presentation) -> None:
        paragraph = shape(presentation, "figures", slide).table.cell(1, 0).text_frame.paragraphs[0]
        paragraph.runs[0].text = text[:2]
        run = paragraph.add_run()
        run.text, run.font.bold = text[2:], True

    assert touched(read(cut)) == []


def test_a_value_in_a_chart(read: Read, deck: bytes) -> None:
    name = chart_name(deck)
    found = read(point(name, 0, 1, 4321.5))
    assert touched(found) == [name.removeprefix("chart:")]
    (line,) = (each for each in found.found if each.edits)
    assert "4,321.5" in line.edits[0] and len(line.edits) == 1


def test_a_workbook_that_disagrees_with_its_chart(read: Read, deck: bytes) -> None:
    name = chart_name(deck)
    found = read(lambda presentation: drawn(shape(presentation, name).chart.part, 0, 1, 4321.5))
    (line,) = (each for each in found.found if each.edits)
    assert any("data sheet" in edit for edit in line.edits)


def test_a_workbook_changed_behind_the_chart(read: Read, deck: bytes) -> None:
    name = chart_name(deck)

    def only_the_sheet(presentation: Presentation) -> None:
        part = shape(presentation, name).chart.part
        before = part.blob
        point(name, 0, 1, 4321.5)(presentation)
        part._element = type(part).load(part.partname, part.content_type, part.package, before)._element

    found = read(only_the_sheet)
    assert touched(found) == [name.removeprefix("chart:")]


def test_a_cell_of_a_table(read: Read, deck: bytes) -> None:
    name = chart_name(deck, "table:")
    found = read(cell(name, 1, 1, "quite another thing"))
    assert touched(found) == [name.removeprefix("table:")]
    (line,) = (each for each in found.found if each.edits)
    assert len(line.edits) == 1 and "quite another thing" in line.edits[0]


def test_a_title(read: Read) -> None:
    def retitle(presentation: Presentation) -> None:
        presentation.slides[2].shapes.title.text_frame.paragraphs[0].runs[0].text = "All is well"

    found = read(retitle)
    assert touched(found) == []
    ((slide, place, now),) = ((each.slide, each.place, each.now) for each in found.words)
    assert (slide, place, now) == (3, "Title", "All is well")


def test_slides_moved(read: Read) -> None:
    found = read(moved_to_end(3))
    assert touched(found) == [] and found.words == ()
    assert found.remarks == ("The slides stand in another order than in the export.",)


def test_a_slide_taken_out(read: Read, deck: bytes) -> None:
    slide, _, _, _ = strip(deck)
    lost = full_review().slides[slide - 1]
    found = read(without_slide(slide))
    assert set(touched(found)) == {each.id for each in (*lost.figures, *lost.exhibits)}
    assert all(each.slide is None for each in found.found if each.edits)
    assert len(found.remarks) == 1 and "is gone" in found.remarks[0]


def test_a_tile_taken_out_of_its_strip(read: Read, deck: bytes) -> None:
    slide, _, _, key = strip(deck)

    def without_first(presentation: Presentation) -> None:
        table = shape(presentation, "figures", slide).table._tbl
        for row in table.tr_lst:
            row.remove(row.tc_lst[0])
        table.tblGrid.remove(table.tblGrid.gridCol_lst[0])

    found = read(without_first)
    assert touched(found) == [key]


def test_a_chart_renamed_or_grouped_is_found(read: Read, deck: bytes) -> None:
    name = chart_name(deck)

    def rename(presentation: Presentation) -> None:
        shape(presentation, name).name = "Chart 7"

    def group(presentation: Presentation) -> None:
        slide = next(one for one in presentation.slides if any(each.name == "Chart 7" for each in one.shapes))
        slide.shapes.add_group_shape([each for each in slide.shapes if each.name == "Chart 7"])

    assert touched(read(rename)) == []
    assert touched(read(rename, group)) == []


def test_a_slide_added_by_hand(read: Read) -> None:
    def add(presentation: Presentation) -> None:
        slide = presentation.slides.add_slide(presentation.slides[2].slide_layout)
        slide.shapes.title.text = "One more thing"

    found = read(add)
    assert touched(found) == []
    assert [remark for remark in found.remarks if "added by hand: One more thing" in remark]


def test_a_deck_of_others_is_told_plainly(tmp_path: Path) -> None:
    pptx.Presentation().save(str(tmp_path / "theirs.pptx"))
    with pytest.raises(NoReceipts, match=r"“theirs.pptx” carries no receipts of Steward.*made elsewhere"):
        read_deck(tmp_path / "theirs.pptx")


def test_receipts_that_were_dropped_or_damaged(tmp_path: Path, deck: bytes) -> None:
    bare = b'<?xml version="1.0"?><nothing/>'
    with pytest.raises(NoReceipts, match="dropped them"):
        read_deck(kept(tmp_path, with_parts(deck, customXml__item1=bare)))
    broken = b'<receipts xmlns="urn:steward:receipts" format="1" account_id="A"/>'
    with pytest.raises(NoReceipts, match="damaged"):
        read_deck(kept(tmp_path, with_parts(deck, customXml__item1=broken)))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600])
def test_what_is_no_presentation_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(TemplateRefused) as refusal:
        read_deck(kept(tmp_path, content))
    assert str(refusal.value).count("\n") == 0 and "deck.pptx" in str(refusal.value)


@pytest.mark.office
@pytest.mark.parametrize("edits", first(1, [(), "tile"]), ids=["untouched", "edited"])
def test_a_copy_saved_by_libreoffice(tmp_path: Path, office: Path, deck: bytes, edits: tuple[Edit, ...] | str) -> None:
    slide, label, _, key = strip(deck)
    done = (tile(slide, label, "77 %"),) if edits else ()
    path = kept(tmp_path, edited(deck, *done))
    (saved,) = converted([path], "pptx", tmp_path / "out", office)
    found = read_deck(saved)
    assert touched(found) == ([key] if edits else [])
    assert found.words == () and found.remarks == ()


def test_a_review_told_twice_gives_the_same_receipts(tmp_path: Path) -> None:
    one, other = (read_deck(kept(tmp_path, customer_deck(full_review()), f"{n}.pptx")) for n in (1, 2))
    assert one.found == other.found


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A deck on a template whose own slides name figures and hold a chart and a table."""
    return customer_deck(tagged_review(), written(tmp_path_factory.mktemp("tagged"), "whole.pptx", whole()))


def test_a_templates_own_slides_are_read_too(tmp_path: Path, tagged: bytes) -> None:
    found = read_deck(kept(tmp_path, tagged))
    own = {each.drawn.id for each in found.found if isinstance(each.drawn, FigureDrawn) and each.drawn.spot.in_words}
    assert own == {"service.availability", "voice.nps"}
    assert {"spend.by_product", "service.incidents"} <= {each.drawn.id for each in found.found}
    assert touched(found) == [] and found.words == () and found.remarks == ()


def test_a_number_in_a_sentence_of_the_template(tmp_path: Path, tagged: bytes) -> None:
    def retype(presentation: Presentation) -> None:
        slide = next(one for one in presentation.slides if one.shapes.title and "%" in one.shapes.title.text)
        runs = slide.shapes.title.text_frame.paragraphs[0].runs
        for number, run in enumerate(runs):
            run.text = f"88.8 %{slide.shapes.title.text[slide.shapes.title.text.index(' (') :]}" if not number else ""

    found = read_deck(kept(tmp_path, edited(tagged, retype)))
    (line,) = (each for each in found.found if each.edits)
    assert (line.drawn.id, line.text) == ("service.availability", "88.8 %")


def test_a_copied_slide_is_told_and_read(read: Read, deck: bytes) -> None:
    slide, _label, _, key = strip(deck)

    def copy(presentation: Presentation) -> None:
        old = presentation.slides[slide - 1]
        new = presentation.slides.add_slide(old.slide_layout)
        for holder in list(new.placeholders):
            holder.element.getparent().remove(holder.element)
        for each in old.shapes:
            if not getattr(each, "has_chart", False):
                new.shapes._spTree.append(deepcopy(each.element))
        table = next(each for each in new.shapes if each.name == "figures").table
        table.cell(1, 0).text_frame.paragraphs[0].runs[0].text = "77 %"

    found = read(copy)
    assert [remark for remark in found.remarks if "is a copy" in remark]
    edits = [(each.slide, each.drawn.id) for each in found.found if each.edits and isinstance(each.drawn, FigureDrawn)]
    assert edits == [(len(full_review().slides) + 1, key)]


@pytest.mark.parametrize(
    ("typed", "drawn", "value", "same"),
    [
        ("€1.2M", "€1,200,000", 1_200_000, True),
        ("1,2 Mio. €", "€1.2M", 1_234_567, True),
        ("€1,234,567", "€1.2M", 1_234_567, True),
        ("99,95 %", "99.95 %", 99.95, True),
        ("100 %", "99.95 %", 99.95, False),
        ("€1.3M", "€1.2M", 1_234_567, False),
        ("$1.2M", "€1.2M", 1_234_567, False),
        ("64 h", "64 min", 64, False),
        ("3", "−3", -3, False),
        ("(3)", "−3", -3, True),
        ("12 of 13", "12", 12, False),
        ("about twelve", "12", 12, False),
    ],
)
def test_numbers_as_people_type_them(typed: str, drawn: str, value: float, same: bool) -> None:
    assert says_the_same(typed, drawn, value) is same
