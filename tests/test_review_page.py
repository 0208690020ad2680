"""The review a customer is given as a file: it says what the deck says, asks nothing of anybody, and runs nothing."""

import base64
import hashlib
import json
import re
import shutil
import tomllib
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from steward.charts.standalone import plotly_script
from steward.cli import app
from steward.deck import customer_deck
from steward.deck.reading.changes import read_deck
from steward.deck.receipts.model import FigureDrawn
from steward.deck.receipts.shape_content import one_line
from steward.errors import ReviewNotFrozen
from steward.exhibits import Table
from steward.exhibits.page_looks import DARK, LIGHT, contrast, seen_on
from steward.output.review_page import review_page
from steward.output.review_page.markup import clean, data
from steward.plans.files.export_log import exports
from steward.plans.files.store import Plans
from steward.services.file_names import file_on
from steward.services.reviews.opened import OpenedReview, freeze, open_review, thaw
from steward.services.reviews.sharing import page_of
from steward.workspace import Workspace
from tests.access.signed_in import page_of as signed_in
from tests.access.signed_in import person, rules
from tests.examples import first
from tests.reviews_made import BUSY, account
from tests.shared_review import INJECTIONS, PLOTS, SECRET, holding

ROOT = Path(__file__).parents[1]
DAY, AUTHOR = date(2026, 10, 5), "Wilhelmina Quill"
PEOPLE = person("reader@example.com", "auditor") + person("chief@example.com", "administrator", "leadership")
ACCOUNTS = (BUSY, "NW-1003", "NW-1006")
BLOCKS = frozenset({"script", "style"})


class Parsed(HTMLParser):
    """A file as a browser reads it: its elements with their attributes, its texts, and the blocks that hold code."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self.blocks: list[tuple[dict[str, str], str]] = []
        self._open: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in ("meta", "img"):
            self._open.append(tag)
        if tag in BLOCKS:
            self.blocks.append((self.elements[-1][1], ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in BLOCKS:
            about, so_far = self.blocks[-1]
            self.blocks[-1] = (about, so_far + data)
        elif self._open:
            self.texts.append((self.elements[-1][0], data))

    def of(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """The attributes of each element of this name."""
        return [held for name, held in self.elements if name == tag and wanted.items() <= held.items()]


@pytest.fixture(scope="module")
def home(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with three reviews frozen; nothing here changes it."""
    made = tmp_path_factory.mktemp("shared") / "home"
    shutil.copytree(small_sample, made)
    for account_id in ACCOUNTS:
        freeze(_open(made, account_id), Plans.whole(Workspace.whole(made).plans), AUTHOR, DAY)
    return made


def _open(home: Path, account_id: str = BUSY) -> OpenedReview:
    return open_review(account(home, account_id), Plans.whole(Workspace.whole(home).plans))


def _page(home: Path, account_id: str = BUSY) -> bytes:
    return review_page(_open(home, account_id).review, PLOTS)


def _tiles(page: bytes) -> list[tuple[str, str]]:
    """Label and value of each figure, as they stand in the file."""
    found = re.findall(r'<span class="label">(.*?)</span><span class="value[^"]*">(.*?)</span>', page.decode())
    return [(_text(label), _text(value)) for label, value in found]


def _text(html: str) -> str:
    return one_line("".join(text for _, text in Parsed(f"<p>{html}</p>".encode()).texts))


@pytest.mark.parametrize("account_id", first(1, ACCOUNTS))
def test_every_figure_reads_as_in_the_deck_and_in_the_meeting(home: Path, account_id: str, tmp_path: Path) -> None:
    review = _open(home, account_id).review
    path = tmp_path / "deck.pptx"
    path.write_bytes(customer_deck(review))
    drawn = [one.drawn for one in read_deck(path).found if isinstance(one.drawn, FigureDrawn)]
    tiles = _tiles(_page(home, account_id))
    assert len(tiles) > 5
    assert Counter(value for _, value in tiles) == Counter(one_line(one.text) for one in drawn)
    assert tiles == [(one_line(one.label), one_line(one.text)) for slide in review.slides for one in slide.figures]


def test_changes_notes_and_why_nothing_is_known_stand_beside_the_figures(home: Path) -> None:
    whole = {text for _, text in Parsed(_page(home)).texts}
    said = [one for slide in _open(home).review.slides for one in slide.figures]
    assert any(one.delta_text for one in said) and any(one.note for one in said)
    for one in said:
        assert not one.delta_text or any(text.endswith(one.delta_text) for text in whole)
        assert not one.note or one.note in whole
        assert not one.why or one.delta_text or one.why in whole


@pytest.mark.parametrize("account_id", first(2, ACCOUNTS))
def test_every_word_of_the_slides_is_in_it(home: Path, account_id: str) -> None:
    review, whole = _open(home, account_id).review, {text for _, text in Parsed(_page(home, account_id)).texts}
    for slide in review.slides:
        assert {slide.title, *filter(None, (slide.subtitle, slide.so_what)), *slide.points} <= whole
        for shown in slide.exhibits:
            assert not shown.note or shown.note in whole
            if isinstance(shown, Table):
                assert {cell for row in shown.text() for cell in row if cell} <= whole


def test_equal_reviews_are_equal_bytes(home: Path) -> None:
    plans = Plans.whole(Workspace.whole(home).plans)
    page = page_of(_open(home), plans)
    assert page == page_of(_open(home), plans)
    assert plotly_script().encode() in page and page.count(plotly_script()[:200].encode()) == 1
    assert len(page) - len(plotly_script().encode()) < 300_000


def test_only_a_frozen_review_is_shared(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path / "home")
    plans = Plans.whole(Workspace.whole(tmp_path / "home").plans)
    with pytest.raises(ReviewNotFrozen, match="Freeze"):
        page_of(_open(tmp_path / "home", "NW-1008"), plans)
    damaged = next(plans.of(BUSY).glob("reviews/*/frozen/0001.json"))
    damaged.write_bytes(damaged.read_bytes() + b" ")
    with pytest.raises(ReviewNotFrozen, match="changed by hand"):
        page_of(_open(tmp_path / "home"), plans)
    thaw(_open(tmp_path / "home", "NW-1003"), plans, AUTHOR)
    with pytest.raises(ReviewNotFrozen, match="Freeze"):
        page_of(_open(tmp_path / "home", "NW-1003"), plans)


def test_the_command_writes_the_file_and_a_line_with_its_hash(home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(home, tmp_path / "home"))
    rules(home, PEOPLE)
    output, plans = tmp_path / "brimfull-review.html", Workspace.whole(home).plans
    for options, who in (((), "the command line"), (("--as", "chief@example.com"), "chief@example.com")):
        told = CliRunner().invoke(app, ["share", BUSY, "-o", str(output), "--home", str(home), *options])
        assert told.exit_code == 0, told.output
        line = exports(plans)[-1]
        assert (line.who, line.file, line.accounts) == (who, output.name, (BUSY,))
        assert line.digest == hashlib.sha256(output.read_bytes()).hexdigest()
        assert line.digest in told.output and line.snapshot
    before = len(exports(plans))
    for arguments in (["NW-1008"], [BUSY, "--as", "reader@example.com"], ["nobody"], [BUSY, "--quarter", "2026-Q1"]):
        refused = CliRunner().invoke(app, ["share", *arguments, "-o", str(tmp_path / "no.html"), "--home", str(home)])
        assert refused.exit_code == 1
        assert len(refused.output.strip().splitlines()) == 1
    assert not (tmp_path / "no.html").exists()
    assert len(exports(plans)) == before


def test_the_page_offers_it_where_the_review_is_frozen_to_who_may_take_it_out(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Path(shutil.copytree(home, tmp_path / "home"))
    rules(home, PEOPLE)
    for email, account_id, refusal in (
        ("chief@example.com", BUSY, ""),
        ("chief@example.com", "NW-1008", "Freeze the figures first"),
        ("reader@example.com", BUSY, "take nothing of it out"),
    ):
        shown = signed_in(home, email, "pages/internal/review.py", monkeypatch, account=account_id, step="show")
        assert not shown.exception
        [button] = [one.proto for one in shown.get("download_button") if "HTML" in one.proto.label]
        assert button.disabled is bool(refusal)
        assert refusal in button.help


def test_a_frozen_file_that_is_changed_while_the_server_runs_is_not_shown_any_more(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Path(shutil.copytree(home, tmp_path / "home"))
    monkeypatch.setenv("STEWARD_HOME", str(home))
    shown = AppTest.from_file(str(ROOT / "pages" / "customer" / "service.py"))
    shown.query_params["account"] = BUSY
    assert not shown.run().error and [one.label for one in shown.toggle] == ["Today's figures"]
    file = next(Plans.whole(home / "account_plans").of(BUSY).glob("reviews/*/frozen/0001.json"))
    kept = file.read_bytes()
    file.write_bytes(kept.replace(b"frozen", b"Frozen") + b" ")
    (told,) = shown.run().error
    assert "changed by hand" in told.value
    file.unlink()
    (told,) = shown.run().error
    assert "not there" in told.value
    file.write_bytes(kept)
    assert not shown.run().error


def test_the_name_of_the_file_is_safe(home: Path) -> None:
    assert file_on(_open(home).subject, "review", ".html") == "Brimfull Studios Q3 2026 review.html"


def test_nothing_of_ours_is_in_it(home: Path) -> None:
    for account_id in ACCOUNTS:
        page = page_of(_open(home, account_id), Plans.whole(Workspace.whole(home).plans)).decode()
        page = page.replace(plotly_script(), "")
        ours = {AUTHOR, str(home), str(ROOT), account_id, "customer.", "receipt", "slide_id"}
        ours |= {post.key for post in _posts(_open(home, account_id))}
        ours |= {one.id for slide in _open(home, account_id).review.slides for one in slide.figures}
        assert {word for word in ours if word in page} == set()
    assert SECRET not in review_page(holding("Acme", "Bolt"), PLOTS).decode()


def _posts(opened: OpenedReview) -> tuple[object, ...]:
    people = opened.material.success.people if opened.material.success else None
    return people.posts if people else ()


def test_it_names_nothing_outside_itself(home: Path) -> None:
    for page in (_page(home), review_page(holding(*INJECTIONS), PLOTS)):
        parsed = Parsed(page)
        for tag, held in parsed.elements:
            assert tag not in {"link", "iframe", "object", "embed", "form", "base", "video", "audio", "svg", "input"}
            assert not {name for name in held if name.startswith("on") or name in {"srcset", "action", "ping"}}
            assert held.get("href", "#").startswith("#")
            assert held.get("src", "data:image/png;base64,").startswith("data:image/png;base64,")
        [style] = [block for about, block in parsed.blocks if block.startswith(":root")]
        assert "url(" not in style and "@import" not in style
        code = [block for about, block in parsed.blocks if not about]
        assert not [block for block in code if "http" in block]


@pytest.mark.parametrize("text", first(12, INJECTIONS))
def test_whatever_people_write_is_text_and_nothing_else(text: str) -> None:
    """The file has the elements and attributes that it has for harmless words, and reads to the letter."""
    said = f"Acme {text} end"
    hostile, harmless = (Parsed(review_page(holding(one), PLOTS)) for one in (said, "Acme is a name as any end"))
    assert _skeleton(hostile) == _skeleton(harmless)
    assert [text for tag, text in hostile.texts if tag == "h1"] == [clean(said)]
    alts = {held["alt"] for held in hostile.of("img")}
    assert alts == {clean(said)}


def _skeleton(parsed: Parsed) -> list[tuple[str, tuple[str, ...]]]:
    """Elements and the names of their attributes; a cell with many letters has a class of its own."""
    return [
        (tag, tuple(sorted(set(held) - ({"class"} if tag in ("td", "th") else set())))) for tag, held in parsed.elements
    ]


def test_values_for_the_script_cannot_end_it() -> None:
    block = data({"names": INJECTIONS, "many": (1, 2.5, None)})
    inside = block.removeprefix('<script type="application/json">').removesuffix("</script>")
    assert not set("<>&") & set(inside)
    assert json.loads(inside) == {"names": [clean(one) for one in INJECTIONS], "many": [1, 2.5, None]}


def test_no_sign_of_it_is_one_that_html_forbids_or_that_turns_the_order_of_letters() -> None:
    page = review_page(holding(*INJECTIONS), PLOTS).decode()
    assert not re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff]", page)


def test_it_lets_run_the_two_scripts_that_are_ours_and_nothing_else(home: Path) -> None:
    parsed = Parsed(page_of(_open(home), Plans.whole(Workspace.whole(home).plans)))
    [policy] = [held["content"] for held in parsed.of("meta") if held.get("http-equiv") == "Content-Security-Policy"]
    rules_ = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    code = [block for about, block in parsed.blocks if not about and not block.startswith(":root")]
    assert len(code) == 2
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in code]
    assert rules_ == {
        "default-src": "'none'", "script-src": " ".join(hashes), "style-src": "'unsafe-inline'", "img-src": "data:",
        "base-uri": "'none'", "form-action": "'none'",
    }  # fmt: skip
    names = [tag if tag != "meta" else "/".join(sorted(held)) for tag, held in parsed.elements]
    assert names.index("content/http-equiv") < names.index("style") < names.index("script")


def test_plotly_can_stand_between_the_tags_of_a_script() -> None:
    assert not re.search("</script|<!--|\r", plotly_script(), re.IGNORECASE)


@pytest.mark.parametrize("account_id", first(2, [*ACCOUNTS, ""]))
def test_who_hears_it_read_out_finds_their_way(home: Path, account_id: str) -> None:
    """Language, one first heading, no level left out, words and numbers for every drawing, names for regions."""
    parsed = Parsed(_page(home, account_id) if account_id else review_page(holding("Acme", "Bolt"), PLOTS))
    assert parsed.of("html") == [{"lang": "en"}]
    levels = [int(tag[1]) for tag, _ in parsed.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    plots = parsed.of("div", **{"class": "plot"})
    assert plots and all(one["role"] == "img" and one["aria-label"] for one in plots)
    assert len(parsed.of("details", **{"class": "numbers"})) == len(plots)
    assert all(one["alt"] for one in parsed.of("img"))
    assert all(one["aria-label"] and one["tabindex"] == "0" for one in parsed.of("div", role="region"))
    ids = [held["id"] for _, held in parsed.elements if "id" in held]
    assert len(ids) == len(set(ids))
    assert {held["href"][1:] for held in parsed.of("a")} <= set(ids)


def test_a_page_has_the_colours_of_the_app() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    for look, name in ((LIGHT, "light"), (DARK, "dark")):
        told = theme[name]
        assert (look.ink, look.page, look.faint, look.border, look.good, look.bad) == tuple(
            told[key]
            for key in (
                "textColor",
                "backgroundColor",
                "secondaryBackgroundColor",
                "borderColor",
                "greenColor",
                "redColor",
            )
        )
        assert list(look.series) == told["chartCategoricalColors"]
        assert list(look.scale) == told["chartSequentialColors"]
        assert list(look.both_ways) == told["chartDivergingColors"]


def test_a_templates_accents_are_seen_in_light_and_in_dark() -> None:
    accents = ("#0A1A3F", "#FFF2CC", "#2F5D8C", "#000000", "#FFFFFF", "#808080")
    assert LIGHT.in_colours_of(accents).series[2] == "#2F5D8C", "one that is seen stays as it is"
    assert LIGHT.in_colours_of(()) == LIGHT
    for look in (LIGHT, DARK):
        for one in look.in_colours_of(accents).series:
            assert contrast(_parts(look.page), _parts(one)) >= 3
            assert seen_on(look.page, one) == one
    page = review_page(holding("Acme"), PLOTS, accents).decode()
    assert "--accent:#0A1A3F;" in page


def _parts(colour: str) -> list[float]:
    return [float(int(colour[at : at + 2], 16)) for at in (1, 3, 5)]


def test_a_review_without_a_title_slide_still_says_whose_it_is(home: Path) -> None:
    review = _open(home).review
    bare = replace(review, slides=tuple(slide for slide in review.slides if not slide.opening))
    first = [text for tag, text in Parsed(review_page(bare, PLOTS)).texts if tag == "h1"]
    assert first == [f"{review.account_name}: business review"]
