"""Reviews frozen, thawed and read everywhere the same."""

import csv
import hashlib
import io
import json
import shutil
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from steward.cli import app
from steward.deck import customer_deck
from steward.errors import PictureRefused, PlanChangedMeanwhile
from steward.exhibits import Figure
from steward.plans.customer.review import Review, SlideChoice, SlideKind, file_of
from steward.plans.files.store import Plans
from steward.services.reviews.drift import check
from steward.services.reviews.opened import (
    FROZEN,
    OpenedReview,
    cleaned,
    folder_of,
    freeze,
    keep_picture,
    open_review,
    thaw,
)
from steward.warehouse.loading.load import load
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.examples import first
from tests.made_once import made_once
from tests.reviews_made import BUSY, account, accounts

ROOT = Path(__file__).parents[1]
DAY = date(2026, 10, 5)


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Path:
    """The sample, for one test alone."""
    shutil.copytree(sample_home, tmp_path / "home")
    return tmp_path / "home"


def _open(home: Path, account_id: str = BUSY) -> OpenedReview:
    return open_review(account(home, account_id), Plans.whole(Workspace.whole(home).plans))


def _freeze(home: Path, account_id: str = BUSY) -> OpenedReview:
    freeze(_open(home, account_id), Plans.whole(Workspace.whole(home).plans), "Anna", DAY)
    return _open(home, account_id)


def _more_outages(home: Path) -> None:
    """Another outage at a busy account, and the data loaded again."""
    path = home / "data" / "incidents.csv"
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    mine = next(row for row in rows if row["account_id"] == BUSY and row["started_at"].startswith("2026-0"))
    extra = {**mine, "incident_id": "NEW-1", "started_at": "2026-09-10 10:00:00", "restored_at": "2026-09-10 19:00:00"}
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, list(mine)).writerow(extra)
    load(Workspace.whole(home))


def _value(figures: tuple[Figure, ...], key: str) -> object:
    return next(figure.value for figure in figures if figure.id == key)


def test_a_frozen_review_keeps_its_figures_when_the_data_changes(home: Path) -> None:
    frozen = _freeze(home)
    _more_outages(home)
    after = _open(home)
    assert after.material == frozen.material
    assert after.review.slides == frozen.review.slides
    assert after.review.frozen_on == DAY
    today = thaw(after, Plans.whole(Workspace.whole(home).plans), "Anna")
    assert today.plan.frozen.number is None
    live = _open(home)
    assert _value(live.review.figures, "service.incidents") == _value(after.review.figures, "service.incidents") + 1  # type: ignore[operator]
    assert live.review.frozen_on is None


@pytest.mark.every
def test_freezing_again_takes_todays_figures_and_keeps_the_earlier_ones(home: Path) -> None:
    first = _freeze(home)
    folder = folder_of(Plans.whole(Workspace.whole(home).plans), BUSY, first.subject.quarter) / FROZEN
    before = (folder / "0001.json").read_bytes()
    _more_outages(home)
    second = _freeze(home)
    assert second.material != first.material
    assert sorted(path.name for path in folder.glob("*.json")) == ["0001.json", "0002.json"]
    assert (folder / "0001.json").read_bytes() == before


def test_who_changed_the_review_meanwhile_is_not_overruled_by_a_freeze(home: Path) -> None:
    plans, opened = Plans.whole(Workspace.whole(home).plans), _open(home)
    plans.save(opened.file, replace(opened.file.plan, slides=(SlideChoice(id="voice"),)), "Ben")
    with pytest.raises(PlanChangedMeanwhile):
        freeze(opened, plans, "Anna", DAY)
    assert _open(home).file.plan.slides == (SlideChoice(id="voice"),)
    assert _open(home).frozen is None


STRANGE = {
    "another account's rows": (f'"{BUSY}"', '"NW-1001"'),
    "another account's rows beside its own": ('"account_id",', '"account_id", "NW-1001"], ["account_id",'),
    "a relation of our own": ('"customer.', '"internal.'),
    "a column that is none": ('"account_id"', '"account_id\\" or true --"'),
}


@pytest.mark.parametrize("how", first(2, STRANGE))
def test_frozen_figures_that_say_to_come_from_elsewhere_are_refused(how: str, home: Path) -> None:
    """Also where whoever wrote them wrote the right fingerprint beside them."""
    frozen, plans = _freeze(home), Plans.whole(Workspace.whole(home).plans)
    path = folder_of(plans, BUSY, frozen.subject.quarter) / FROZEN / "0001.json"
    was, now = STRANGE[how]
    before, receipts, after = path.read_text(encoding="utf-8").partition('"where"')
    path.write_text(before + receipts + after.replace(was, now), encoding="utf-8")
    assert was in after
    held = replace(frozen.file.plan.frozen, digest=hashlib.sha256(path.read_bytes()).hexdigest())
    plans.save(frozen.file, replace(frozen.file.plan, frozen=held), "Somebody")
    assert "not of this account alone" in _open(home).damaged


def test_frozen_figures_without_a_fingerprint_are_refused(home: Path) -> None:
    frozen, plans = _freeze(home), Plans.whole(Workspace.whole(home).plans)
    held = replace(frozen.file.plan.frozen, digest="")
    plans.save(frozen.file, replace(frozen.file.plan, frozen=held), "Somebody")
    assert "changed by hand" in _open(home).damaged


@pytest.mark.parametrize("how", first(1, ["changed by hand", "gone", "cut off"]))
def test_frozen_figures_that_are_not_as_they_were_are_never_taken_for_frozen(how: str, home: Path) -> None:
    frozen = _freeze(home)
    path = folder_of(Plans.whole(Workspace.whole(home).plans), BUSY, frozen.subject.quarter) / FROZEN / "0001.json"
    text = path.read_text(encoding="utf-8")
    if how == "gone":
        path.unlink()
    else:
        path.write_text(text.replace("99.", "98.", 1) if how == "changed by hand" else text[:500], encoding="utf-8")
    after = _open(home)
    assert after.damaged
    assert after.frozen is None
    assert after.review.frozen_on is None
    refused = CliRunner().invoke(app, ["deck", BUSY, "--home", str(home), "-o", str(home / "x.pptx")])
    assert refused.exit_code == 1
    assert not (home / "x.pptx").exists()


def test_of_two_who_freeze_at_once_one_is_told_to_look_again_and_leaves_nothing(home: Path) -> None:
    plans, both = Plans.whole(Workspace.whole(home).plans), (_open(home), _open(home))
    kept = freeze(both[0], plans, "Anna", DAY)
    with pytest.raises(PlanChangedMeanwhile):
        freeze(both[1], plans, "Ben", DAY)
    folder = folder_of(plans, BUSY, both[0].subject.quarter) / FROZEN
    assert [path.name for path in folder.iterdir()] == ["0001.json"]
    assert hashlib.sha256((folder / "0001.json").read_bytes()).hexdigest() == kept.plan.frozen.digest
    assert _open(home).frozen == kept.plan.frozen


def test_words_and_commitments_are_not_frozen(home: Path) -> None:
    frozen, plans = _freeze(home), Plans.whole(Workspace.whole(home).plans)
    choice = SlideChoice(id="service", so_what="Nothing to fix.")
    plans.save(frozen.file, replace(frozen.file.plan, slides=(choice,)), "Anna")
    after = _open(home)
    assert "Nothing to fix." in [slide.so_what for slide in after.review.slides]
    assert after.material == frozen.material


@pytest.fixture(scope="module")
def frozen_home(sample_home: Path, told: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with these reviews frozen, and then other data loaded."""

    def make(home: Path) -> None:
        shutil.copytree(sample_home, home, dirs_exist_ok=True)
        for about in accounts(home, told):
            freeze(
                open_review(about, Plans.whole(Workspace.whole(home).plans)),
                Plans.whole(Workspace.whole(home).plans),
                "Anna",
                DAY,
            )
        _more_outages(home)

    return made_once(tmp_path_factory, f"frozen_{len(told)}", make)


def _figures(opened: OpenedReview) -> Iterator[Figure]:
    for topic in (opened.material.spend, opened.material.service, opened.material.adoption, opened.material.voice):
        yield from (*topic.figures, *topic.not_loaded)


def test_page_slide_json_and_frozen_file_say_the_same_for_every_account(
    frozen_home: Path, told: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Frozen, and the data changed since: a number that came from anywhere else would differ."""
    monkeypatch.setenv("STEWARD_HOME", str(frozen_home))
    for about in accounts(frozen_home, told):
        opened = _open(frozen_home, about.account_id)
        printed = CliRunner().invoke(
            app, ["brief", about.account_id, "--audience", "customer", "--json", "--home", str(frozen_home)]
        )
        said = json.loads(printed.stdout)
        assert said["frozen_on"] == DAY.isoformat()
        values = {one["id"]: one["value"] for one in said["figures"]}
        figures = {figure.id: figure for figure in _figures(opened)}
        assert set(values) == set(figures)
        for key, figure in figures.items():
            assert values[key] == (None if figure.value is None else pytest.approx(float(figure.value), abs=1e-6))
        for slide in opened.review.slides:
            assert all(figures[one.id] == one for one in slide.figures if one.id in figures)


@pytest.mark.parametrize(
    ("page", "topic"), [(one, one) for one in ("service", "adoption", "spend", "summary")] + [("nps", "voice")]
)
def test_a_page_shows_the_frozen_figures_and_says_so(
    page: str, topic: str, frozen_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEWARD_HOME", str(frozen_home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    test.query_params["account"] = BUSY
    test.switch_page(f"pages/customer/{page}.py").run()
    frozen = getattr(_open(frozen_home).material, topic)
    known = [figure.text for figure in frozen.figures if figure.value is not None]
    shown = [str(metric.value).replace("\\", "").replace("\N{WORD JOINER}", "") for metric in test.metric]
    assert [text for text in shown if text != "–"] == known
    assert any("frozen" in caption.value for caption in test.caption)


def test_the_deck_says_what_was_frozen(frozen_home: Path, tmp_path: Path) -> None:
    opened, path = _open(frozen_home), tmp_path / "deck.pptx"
    told = CliRunner().invoke(app, ["deck", BUSY, "--home", str(frozen_home), "-o", str(path)])
    assert told.exit_code == 0
    assert path.read_bytes() == customer_deck(opened.review)


def _png(**options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, "JPEG" if options else "PNG", **options)
    return out.getvalue()


def test_a_picture_loses_what_a_camera_added(home: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at the secret site"
    content = _png(exif=exif)
    assert b"secret site" in content
    clean, suffix = cleaned(content)
    assert suffix == ".jpg"
    assert b"secret site" not in clean
    assert Image.open(io.BytesIO(clean)).size == (30, 20)


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"GIF89a", _png()[:40]])
def test_what_is_no_picture_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(PictureRefused, match="no picture"):
        cleaned(content)


def test_a_picture_is_on_its_slide_in_the_deck(home: Path) -> None:
    plans, opened = Plans.whole(Workspace.whole(home).plans), _open(home)
    name = keep_picture(plans, BUSY, opened.subject.quarter, _png())
    choice = SlideChoice(id="office", kind=SlideKind.PICTURE, title="Our office", picture=name, alt="A red wall")
    plans.save(opened.file, replace(opened.file.plan, slides=(choice,)), "Anna")
    slide = next(one for one in _open(home).review.slides if one.id == "office")
    assert [shown.alt for shown in slide.exhibits] == ["A red wall"]
    deck = customer_deck(_open(home).review)
    assert b"A red wall" in _slide_texts(deck)
    (home / "review.pptx").write_bytes(deck)
    lines = check(open_warehouse(Workspace.whole(home)), plans, home / "review.pptx").lines
    assert [(one.drifted, one.edited_by_hand) for one in lines if one.id == "picture.office"] == [(False, False)]


def _slide_texts(deck: bytes) -> bytes:
    with ZipFile(io.BytesIO(deck)) as package:
        return b"".join(package.read(name) for name in package.namelist() if name.startswith("ppt/slides/slide"))


def test_a_picture_of_another_folder_cannot_be_named(home: Path) -> None:
    plans, opened = Plans.whole(Workspace.whole(home).plans), _open(home)
    (home / "outside.png").write_bytes(_png())
    choice = SlideChoice(id="x", kind=SlideKind.PICTURE, title="X", picture="../../../../outside.png")
    plans.save(opened.file, replace(opened.file.plan, slides=(choice,)), "Anna")
    slide = next(one for one in _open(home).review.slides if one.id == "x")
    assert slide.exhibits == ()


def test_the_file_of_a_review_is_plain_toml_that_a_person_can_write(home: Path) -> None:
    """
    account_id = "NW-1002"

    [[slides]]
    id = "voice"
    shown = "never"   # they asked us not to
    """
    path = Plans.whole(Workspace.whole(home).plans).of(BUSY) / file_of("2026-Q3")
    path.parent.mkdir(parents=True)
    path.write_text(
        textwrap.dedent(str(test_the_file_of_a_review_is_plain_toml_that_a_person_can_write.__doc__)), encoding="utf-8"
    )
    opened = _open(home)
    assert opened.file.problems == ()
    assert "voice" not in [slide.id for slide in opened.review.slides]
    frozen = _freeze(home)
    assert "# they asked us not to" in frozen.file.text
    assert isinstance(frozen.file.plan, Review)
