"""What a slide does not hold goes on on the next: no row is left out, no word cut, and the deck can be read back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from harbour import full_review
from lxml import etree
from packages import slides_of
from plans_drawn import GOALS, SPANS, bullets, timeline
from pptx import Presentation
from pptx.oxml.ns import qn

from steward.briefings.customer.review import CustomerReview, Slide
from steward.deck import customer_deck, customer_measured, customer_slides
from steward.deck.measured import half_empty
from steward.deck.reading.changes import read_deck
from steward.deck.receipts.model import ExhibitDrawn
from steward.deck.slides.overflow import cut_texts
from steward.exhibits import PERCENT, Column, Heatmap, Table, facts_of
from steward.exhibits.wording import which_of

RECEIPT = full_review().slides[1].exhibits[0].receipt
SAID = "The permit to dig came seven weeks late, and nobody had asked for a second path into the building."


def _table(rows: int, words: str = SAID) -> Table:
    columns = (Column("Cause", wide=True), Column("Number"))
    return Table(
        id="causes", title="Causes", alt="Causes.", note="Where we know.", receipt=RECEIPT, columns=columns,
        rows=tuple((f"{n}: {words}", n) for n in range(rows)),
    )  # fmt: skip


def _sites(rows: int) -> Heatmap:
    return Heatmap(
        id="use", title="Use", alt="Use.", receipt=RECEIPT, columns=("A", "B"),
        rows=tuple(f"Site {n}" for n in range(rows)), values=tuple((float(n), None) for n in range(rows)), unit=PERCENT,
    )  # fmt: skip


def _review(*slides: Slide) -> CustomerReview:
    return full_review(slides=slides)


def _tables(review: CustomerReview) -> list[list[list[str]]]:
    found = [shape.table for slide in slides_of(customer_deck(review)) for shape in slide.shapes if shape.has_table]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def _fill(cell: Any) -> bytes:
    return etree.tostring(cell._tc.tcPr.find(qn("a:solidFill")))


@pytest.mark.parametrize("count", [20, 30, 60])
def test_every_row_of_a_long_table_stands_on_one_slide_under_its_header(count: int) -> None:
    whole = _table(count, "A cause of a few words")
    found = _tables(_review(Slide(id="causes", title="Causes", exhibits=(whole,))))
    assert len(found) > 1
    assert [table[0] for table in found] == [["Cause", "Number"]] * len(found)
    assert [row for table in found for row in table[1:]] == whole.text()
    assert max(map(len, found)) - min(map(len, found)) <= 1, "as many on each"


def test_long_words_are_not_cut_but_go_on() -> None:
    whole = _table(12, f"{SAID} {SAID}")
    review = _review(Slide(id="causes", title="Causes", exhibits=(whole,)))
    assert [row[0] for table in _tables(review) for row in table[1:]] == [row[0] for row in whole.text()]
    drawn = customer_measured(review)
    assert (cut_texts(one.texts for one in drawn), half_empty(drawn)) == ([], [])
    assert min(one.smallest[0] for one in drawn if one.smallest) >= 12


def test_what_stands_beside_a_table_is_there_once_and_its_rows_have_a_slide_with_their_name() -> None:
    chart = next(one for slide in full_review().slides for one in slide.exhibits if one.id != "causes")
    slide = Slide(
        id="voice", title="What they said", exhibits=(chart, _table(14)), points=("A sentence.",), so_what="So."
    )  # fmt: skip
    first, *rest = slides_of(customer_deck(_review(slide)))
    count = len(rest) + 1
    assert [each.shapes.title.text for each in (first, *rest)] == [
        "What they said", *(f"Causes ({which_of(number, count)})" for number in range(2, count + 1)),
    ]  # fmt: skip
    assert customer_slides(_review(slide)) == ("voice", *(f"voice:{number}" for number in range(2, count + 1)))
    said = ["".join(shape.text_frame.text for shape in each.shapes if shape.has_text_frame) for each in (first, *rest)]
    assert ["A sentence." in text for text in said] == [True, *[False] * len(rest)]
    assert all("Where we know." in text for text in said)
    assert {one.id for one in customer_measured(_review(slide))} == {"voice"}


def test_what_goes_on_alone_has_the_title_that_says_what_was_found() -> None:
    """`What comes when, by site (2 of 2)` would find nothing."""
    slide = Slide(id="came", title="7 services went live, 2 late", exhibits=(_table(20),))
    titles = [each.shapes.title.text for each in slides_of(customer_deck(_review(slide)))]
    assert titles == [
        slide.title, *(f"{slide.title} ({which_of(number, len(titles))})" for number in range(2, len(titles) + 1)),
    ] and len(titles) > 1  # fmt: skip


def test_goals_and_steps_and_sites_and_sentences_go_on_as_well() -> None:
    sentences = tuple(f"{n}: {SAID}" for n in range(20))
    slides = (
        Slide(id="goals", title="Goals", exhibits=(bullets(*GOALS, *GOALS, *GOALS),)),
        Slide(id="plan", title="Plan", exhibits=(timeline(*SPANS, *SPANS, *SPANS),)),
        Slide(id="use", title="Use", exhibits=(_sites(40),)),
        Slide(id="said", title="Said", points=sentences),
    )
    made = customer_measured(_review(*slides))
    assert cut_texts(one.texts for one in made) == []
    told: dict[str, list[str]] = {}
    for one in made:
        told.setdefault(one.id, []).extend(one.texts)
    assert {name: len([text for text in told[name] if text in wanted]) for name, wanted in {
        "goals": {goal.label for goal in GOALS}, "plan": {span.label for span in SPANS},
        "use": set(_sites(40).rows), "said": set(sentences),
    }.items()} == {"goals": 3 * len(GOALS), "plan": 3 * len(SPANS), "use": 40, "said": 20}  # fmt: skip


def test_shades_of_a_part_are_those_of_the_whole() -> None:
    slides = slides_of(customer_deck(_review(Slide(id="use", title="Use", exhibits=(_sites(40),)))))
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    fills = [[_fill(row.cells[1]) for row in list(table.rows)[1:]] for table in tables]
    assert len(fills) > 1 and fills[0][0] not in fills[1]
    assert sum(len(set(each)) for each in fills) <= 5 + len(fills) - 1, "five shades in all, none begun anew"


def test_a_deck_with_a_table_on_two_slides_is_read_back_and_an_edit_is_found_where_it_was_made(tmp_path: Path) -> None:
    made = _table(30, "A cause of a few words")
    whole = replace(made, rows=tuple((made.rows[n % 7][0], n) for n in range(30)))
    file = tmp_path / "deck.pptx"
    file.write_bytes(customer_deck(_review(Slide(id="causes", title="Causes", exhibits=(whole,)))))
    untouched = read_deck(file)
    assert [item.edits for item in untouched.found] == [()] * len(untouched.found)
    parts = [item.drawn for item in untouched.found if isinstance(item.drawn, ExhibitDrawn)]
    assert {fact for part in parts for fact in part.facts} == set(facts_of(whole))
    assert sum(len(whole.rows) - part.left_out for part in parts) == len(whole.rows)
    deck = Presentation(str(file))
    table = next(shape.table for shape in deck.slides[1].shapes if shape.has_table)
    table.cell(1, 1).text_frame.paragraphs[0].runs[0].text = "99"
    deck.save(str(file))
    assert [item.slide for item in read_deck(file).found if item.edits] == [2]


def test_what_would_take_a_handful_of_slides_is_counted() -> None:
    review = _review(Slide(id="causes", title="Causes", exhibits=(_table(500),)))
    [table] = _tables(review)
    assert table[-1][0].startswith("and ") and len(cut_texts(one.texts for one in customer_measured(review))) == 1


def test_titles_stay_apart_and_what_fits_stays_as_it_was() -> None:
    short = Slide(id="short", title="Short", exhibits=(_table(3),))
    long = Slide(id="long", title="Long", exhibits=(replace(_table(40), id="long"),))
    titles = [slide.shapes.title.text for slide in slides_of(customer_deck(_review(short, long)))]
    assert titles[0] == "Short" and len(set(titles)) == len(titles) > 2
