"""How ready the reviews of a quarter are, their decks all at once, and the templates they stand on."""

import io
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pptx
import pytest
from pptx.util import Inches
from typer.testing import CliRunner

from steward.briefings.customer.reviews.slide_library import offers
from steward.briefings.internal.book.book import book_briefing
from steward.briefings.internal.reviews.findings import Place, Weight
from steward.briefings.internal.scope.book import book_of
from steward.cli import app
from steward.deck.slides.overflow import cut_texts
from steward.deck.templates.opened import DEFAULT_TEMPLATE
from steward.errors import TemplateRefused
from steward.plans.customer.review import Meeting, Review, SlideChoice, SlideKind, file_of
from steward.plans.files.store import COMPANY, Plans
from steward.services.reviews.opened import open_review
from steward.services.reviews.readiness import (
    Ready,
    account_names,
    check,
    found_of,
    in_order,
    most_urgent,
    readiness_table,
    ready,
)
from steward.services.reviews.templates import drop_template, keep_template, template_of
from steward.services.reviews.walk import remedies
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.reviews_made import BUSY, account, customer_texts


@pytest.fixture
def home(small_sample: Path, tmp_path: Path) -> Path:
    """The sample, for one test alone."""
    shutil.copytree(small_sample, tmp_path / "home")
    return tmp_path / "home"


def _plans(home: Path) -> Plans:
    return Plans.whole(Workspace.whole(home).plans)


def _begin(home: Path, *slides: SlideChoice) -> None:
    """Somebody fixed a day for the review of a busy account."""
    opened = open_review(account(home), _plans(home))
    prepared = replace(opened.file.plan, meeting=Meeting(held_on=date(2026, 10, 6)), slides=slides)
    _plans(home).save(opened.file, prepared, "Anna")


def test_the_manager_sees_who_has_begun_and_what_stops_them(home: Path) -> None:
    _begin(home)
    book = book_of(open_warehouse(Workspace.whole(home)))
    names = account_names(book.warehouse)
    found = in_order(
        ready(book, _plans(home), found_of(book, _plans(home), row), names)
        for row in book_briefing(book).rows
        if row.active
    )
    table = readiness_table(book, found)
    states = dict(zip(table.keys, (row[3] for row in table.rows), strict=True))
    begun = [key for key in states if (_plans(home).of(key) / file_of(book.quarter)).is_file()]
    assert states[BUSY] == "not to be shown yet"
    assert [key for key, state in states.items() if state != "not begun"] == list(table.keys)[: len(begun)]
    assert (
        table.title == f"0 of {len(found)} reviews ready for {book.quarter.spoken}, {len(found) - len(begun)} not begun"
    )
    assert table.rows[table.keys.index(BUSY)][2] == date(2026, 10, 6)


def test_what_was_not_checked_is_said_and_not_counted_as_anything(home: Path) -> None:
    _begin(home)
    book, plans = book_of(open_warehouse(Workspace.whole(home))), _plans(home)
    found = [found_of(book, plans, row) for row in book_briefing(book).rows if row.active]
    first, *others = [one for one in found if one.prepared]
    checked = ready(book, plans, first, account_names(book.warehouse))
    rest = [one for one in found if one.account_id != first.account_id]
    table = readiness_table(book, in_order([*rest, checked]))
    assert table.title == (
        f"{book.quarter.spoken}: 0 of 1 checked reviews ready, {len(others)} not checked,"
        f" {len(rest) - len(others)} not begun"
    )
    assert [key for key, row in zip(table.keys, table.rows, strict=True) if row[4] is not None] == [first.account_id]
    assert table.keys[0] == first.account_id
    assert {row[3] for row in table.rows[1 : 1 + len(others)]} == {"not checked yet"}
    assert all(row[2] for row in table.rows[1 : 1 + len(others)]), "what its file says is known"


def test_the_next_meetings_are_checked_first_and_those_held_long_ago_last() -> None:
    today = date(2026, 10, 1)
    days = {"past": date(2026, 9, 1), "just": date(2026, 9, 30), "soon": date(2026, 10, 2), "now": today, "open": None}
    later = {"late": date(2026, 12, 1)}
    found = [
        Ready(name, name, None, Review(account_id=name, meeting=Meeting(held_on=day)))
        for name, day in (days | later).items()
    ]
    order = [one.name for one in most_urgent([*found, Ready("none", "none", None, None)], today)]
    assert order == ["now", "soon", "late", "open", "just", "past"]


def test_a_title_too_long_for_its_place_is_found_on_its_slide(home: Path) -> None:
    _begin(home, SlideChoice(id="voice", title="What you told us about everything " * 12))
    opened = open_review(account(home), _plans(home))
    found = [one for one in check(opened, account_names(opened.subject.warehouse), None) if one.id == "overflow"]
    told = next(one for one in found if one.at == "voice")
    assert told.words.startswith("What you told us: not everything fits its place: “What you told us about everything")


def test_a_slide_of_one_sentence_is_half_empty_until_it_is_left_out(home: Path) -> None:
    _begin(home, SlideChoice(id="own", kind=SlideKind.TEXT, title="We go on", words="As we are."))
    opened = open_review(account(home), _plans(home))
    names = account_names(opened.subject.warehouse)
    [told] = [one for one in check(opened, names, None) if one.id == "half empty"]
    assert (told.at, told.words.partition(": ")[0]) == ("own", "We go on")
    [cure] = remedies(opened, told, None)
    assert (cure.label, cure.leaves_out) == ("Leave out this slide", True)
    _plans(home).save(opened.file, cure.review(opened.file.plan, offers(opened.material)), "Anna")
    again = open_review(account(home), _plans(home))
    assert [one for one in check(again, names, None) if one.id == "half empty"] == []


def test_text_too_small_is_found_on_a_template_of_small_pages(home: Path, tmp_path: Path) -> None:
    small = pptx.Presentation()
    small.slide_width, small.slide_height = Inches(5), Inches(3.75)
    for owner in (small.slide_master, *small.slide_layouts):
        for shape in owner.placeholders:
            shape.left, shape.top, shape.width, shape.height = (
                each // 2 for each in (shape.left, shape.top, shape.width, shape.height)
            )
    small.save(str(tmp_path / "small.pptx"))
    opened = open_review(account(home), _plans(home))
    found = check(opened, account_names(opened.subject.warehouse), tmp_path / "small.pptx")
    [told] = [one for one in found if one.id == "small text"]
    assert told.place is Place.TEMPLATE and "the template's pages are too small" in told.words


def test_a_deck_in_which_all_fits_has_nothing_cut(home: Path) -> None:
    opened = open_review(account(home), _plans(home))
    short = replace(opened.review, slides=opened.review.slides[:1])
    assert cut_texts(customer_texts(short)) == []


@pytest.mark.every
def test_all_decks_are_in_one_zip_with_a_summary(home: Path) -> None:
    _begin(home)
    (Workspace.whole(home).plans / "nw-1001-c695e9a1" / "success_plan.toml").write_bytes(b"\xff\xfe broken")
    out, packed = home / "out", home / "all.zip"
    told = CliRunner().invoke(
        app, ["deck", "--all", "--prepared", "--home", str(home), "-o", str(out), "--zip", str(packed)]
    )
    assert told.exit_code == 0, told.output
    with ZipFile(packed) as found:
        names = found.namelist()
        begun = list(Workspace.whole(home).plans.glob("*/reviews/2026-Q3"))
        assert len(names) == 1 + len(begun)
        assert f"{len(begun)} decks written" in found.read("summary.txt").decode()
        assert len(pptx.Presentation(io.BytesIO(found.read(names[1]))).slides) > 5


@pytest.mark.every
def test_one_deck_that_fails_is_told_and_the_others_are_there(home: Path) -> None:
    _begin(home)
    begun = len(list(Workspace.whole(home).plans.glob("*/reviews/2026-Q3")))
    out = home / "out"
    out.mkdir()
    (out / "Brimfull Studios Q3 2026 review.pptx").mkdir()
    to = ["--home", str(home), "-o", str(out), "--zip", str(home / "a.zip")]
    told = CliRunner().invoke(app, ["deck", "--all", "--prepared", *to])
    assert told.exit_code == 1
    with ZipFile(home / "a.zip") as found:
        summary = found.read("summary.txt").decode()
        assert "1 not written\n  NW-1002: " in summary
        assert len(found.namelist()) == begun > 1, "the summary, and every deck but one"


def _template() -> bytes:
    return DEFAULT_TEMPLATE.read_bytes()


def test_the_accounts_template_goes_before_the_companys(home: Path) -> None:
    plans = _plans(home)
    assert template_of(plans, BUSY) is None
    company = keep_template(plans, None, "house.pptx", _template())
    assert template_of(plans, BUSY) == company == plans.folder / COMPANY / "template.pptx"
    mine = keep_template(plans, BUSY, "Theirs.POTX", _template())
    assert template_of(plans, BUSY) == mine == plans.of(BUSY) / "template.potx"
    assert template_of(plans, "NW-1001") == company
    drop_template(plans, BUSY)
    assert template_of(plans, BUSY) == company


@pytest.mark.parametrize("content", [b"", b"PK nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600])
def test_a_file_that_is_no_template_is_refused_and_the_one_before_stays(content: bytes, home: Path) -> None:
    plans = _plans(home)
    before = keep_template(plans, BUSY, "good.pptx", _template())
    with pytest.raises(TemplateRefused):
        keep_template(plans, BUSY, "../../bad.pptx", content)
    assert template_of(plans, BUSY) == before
    assert before.read_bytes() == _template()
    assert sorted(path.name for path in plans.of(BUSY).glob("*.pptx")) == ["template.pptx"]


def test_no_account_can_have_the_companys_folder() -> None:
    assert Plans.whole(Path("x")).of(COMPANY).name != COMPANY


def _narrow(plans: Plans) -> None:
    """A template of the account on which less fits."""
    drawn = pptx.Presentation(str(DEFAULT_TEMPLATE))
    for held in (drawn.slide_master, *drawn.slide_layouts):
        for place in held.placeholders:
            place.width = place.width // 6
    drawn.save(str(plans.of(BUSY) / "template.pptx"))


def test_all_reviews_are_checked_on_the_template_their_decks_are_drawn_on(home: Path) -> None:
    _begin(home, SlideChoice(id="voice", title="What you told us about the year that was and the one to come"))
    plans, opened = _plans(home), open_review(account(home), _plans(home))
    _narrow(plans)
    book = book_of(opened.subject.warehouse, "2026-Q3")
    row = next(row for row in book_briefing(book).rows if row.account_id == BUSY)
    names = account_names(book.warehouse)
    found = ready(book, plans, found_of(book, plans, row), names).findings
    assert found == check(opened, names, template_of(plans, BUSY))
    assert found != check(opened, names, None)


def test_a_template_that_cannot_be_used_stops_its_review_and_no_other(home: Path) -> None:
    _begin(home)
    plans = _plans(home)
    (plans.of(BUSY) / "template.pptx").write_bytes(b"no template")
    book = book_of(open_warehouse(Workspace.whole(home)), "2026-Q3")
    rows = [row for row in book_briefing(book).rows if row.active]
    found = [ready(book, plans, found_of(book, plans, row), account_names(book.warehouse)) for row in rows]
    told = {one.account_id: finding for one in found for finding in one.findings or () if finding.id == "template"}
    assert list(told) == [BUSY]
    assert (told[BUSY].weight, told[BUSY].place) == (Weight.STOPS, Place.TEMPLATE)
