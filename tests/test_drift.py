"""An exported deck against today's data: what moved, what was edited by hand, and nothing else."""

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent / "deck"))

from edited import cell, edited, kept, point, tile, without_slide
from reviews_made import BUSY, account, accounts

from steward.briefings.customer.material.material import material
from steward.briefings.customer.plans.subject import PlanSubject
from steward.cli import app
from steward.deck import customer_deck
from steward.errors import AccountNotFound
from steward.plans.files.store import Plans
from steward.services.reviews.decks import Order, review_of
from steward.services.reviews.drift import Drift, check
from steward.services.reviews.opened import freeze, open_review, opened_files
from steward.warehouse.loading.load import load
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.examples import EVERYTHING, first


def checked(home: Path, deck: bytes, folder: Path) -> Drift:
    """A deck against the data of a home."""
    workspace = Workspace.whole(home)
    return check(open_warehouse(workspace), Plans.whole(workspace.plans), kept(folder, deck))


def deck_for(home: Path, account_id: str = BUSY, template: Path | None = None) -> bytes:
    """The deck of an account's review as it is."""
    found = account(home, account_id)
    return customer_deck(open_review(found, Plans.whole(Workspace.whole(home).plans), investment=True).review, template)


def drifted(found: Drift) -> set[str]:
    return {line.id for line in found.lines if line.drifted}


def by_hand(found: Drift) -> set[str]:
    return {line.id for line in found.lines if line.edited_by_hand}


def values(home: Path, account_id: str = BUSY) -> dict[str, object]:
    """Every figure's value and every exhibit's content, told without anything of drift."""
    found = account(home, account_id)
    _, plan = opened_files(Plans.whole(Workspace.whole(home).plans), account_id, found.quarter)
    made = material(PlanSubject(found, plan.plan))
    figures: dict[str, object] = {each.id: each.value for each in made.figures(investment=True)}
    shown = ("categories", "series", "steps", "columns", "rows", "values", "bullets", "spans", "posts", "lines")
    exhibits = {
        each.id: tuple(repr(getattr(each, name, None)) for name in shown) for each in made.exhibits(investment=True)
    }
    return figures | exhibits


@pytest.fixture
def home(tmp_path: Path, small_sample: Path) -> Path:
    """A copy of the sample that a test may change and load again."""
    return shutil.copytree(small_sample, tmp_path / "home")


def change(home: Path, table: str, choose: Callable[[dict[str, str]], bool], **new: str) -> None:
    """Another value in one row of one file, loaded."""
    path = home / "data" / f"{table}.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    next(row for row in rows if choose(row)).update(new)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    load(Workspace.whole(home))


def lower_an_answer(home: Path) -> None:
    """A happy answer of this quarter becomes an unhappy one."""
    quarter = account(home).quarter
    change(
        home, "nps_responses",
        lambda row: row["account_id"] == BUSY and row["score"] in {"9", "10"}
        and quarter.start.isoformat() <= row["answered_on"] <= quarter.end.isoformat(),
        score="1",
    )  # fmt: skip


def test_a_fresh_deck_of_every_account_has_neither_drifted_nor_been_edited(
    sample_home: Path, told: tuple[str, ...], tmp_path: Path
) -> None:
    for about in accounts(sample_home, told):
        found = checked(sample_home, deck_for(sample_home, about.account_id), tmp_path)
        assert found.lines
        assert (drifted(found), by_hand(found), found.words, found.remarks) == (set(), set(), (), ())
        assert found.headline.startswith(f"All {len(found.lines)} ")


@pytest.mark.parametrize(
    "name", first(1, ["unhcr_16x9.pptx", "deleted_layouts.pptx", "rstudio.potx", "vicgov_a4_custom_layout_names.pptx"])
)
def test_on_anybodys_template(sample_home: Path, real: Path, tmp_path: Path, name: str) -> None:
    for account_id in (BUSY, "NW-1001", "NW-1005") if EVERYTHING else (BUSY,):
        found = checked(sample_home, deck_for(sample_home, account_id, real / "templates" / name), tmp_path)
        assert found.lines and (drifted(found), by_hand(found), found.words) == (set(), set(), ())


def test_one_tile_one_bar_and_one_cell_by_hand(sample_home: Path, tmp_path: Path) -> None:
    done = edited(
        deck_for(sample_home), tile(11, "NPS", "61"), point("chart:service.budget", 0, 0, 12.5),
        cell("table:voice.comments", 1, 0, "1 Jul 2026"),
    )  # fmt: skip
    found = checked(sample_home, done, tmp_path)
    assert by_hand(found) == {"voice.nps", "service.budget", "voice.comments"}
    assert drifted(found) == set() and found.words == ()
    assert sum(line.edited_by_hand for line in found.lines) == 3
    nps = next(line for line in found.lines if line.edited_by_hand and line.id == "voice.nps")
    assert (nps.slide, nps.in_deck) == (11, "61") and nps.in_deck != nps.today == nps.exported


@pytest.mark.every
def test_other_data_moves_what_depends_on_it_and_nothing_else(home: Path, tmp_path: Path) -> None:
    deck, before = deck_for(home), values(home)
    lower_an_answer(home)
    now = values(home)
    moved = {key for key in before if before[key] != now.get(key)}
    found = checked(home, deck, tmp_path)
    assert "voice.nps" in moved and len(moved) < len(before)
    assert drifted(found) == moved & {line.id for line in found.lines}
    assert by_hand(found) == set() and found.words == ()


@pytest.mark.every
def test_both_at_once(home: Path, tmp_path: Path) -> None:
    deck = edited(deck_for(home), tile(6, "Availability", "98.0 %"), point("chart:service.budget", 0, 0, 12.5))
    before = values(home)
    lower_an_answer(home)
    now = values(home)
    found = checked(home, deck, tmp_path)
    assert drifted(found) == {key for key in before if before[key] != now.get(key)} & {line.id for line in found.lines}
    assert by_hand(found) == {"service.availability", "service.budget"}
    assert "voice.nps" in drifted(found)


@pytest.mark.every
def test_a_change_too_small_for_the_tile_is_told_in_full(home: Path, tmp_path: Path) -> None:
    deck = deck_for(home)
    rows = list(csv.DictReader((home / "data" / "subscriptions.csv").open(encoding="utf-8")))
    mine = next(row for row in rows if row["account_id"] == BUSY and not row["ends_on"])
    key = next(name for name in mine if name.endswith("_id") and name not in ("account_id", "product_id", "site_id"))
    change(home, "subscriptions", lambda row: row[key] == mine[key], mrr=str(float(mine["mrr"]) + 0.5))
    found = checked(home, deck, tmp_path)
    lines = [line for line in found.lines if line.drifted and line.kind == "figure"]
    assert lines and all(line.today != line.exported for line in lines)


@pytest.mark.every
def test_what_the_data_no_longer_has_is_said(home: Path, tmp_path: Path) -> None:
    deck = deck_for(home)
    (home / "data" / "nps_responses.csv").unlink()
    load(Workspace.whole(home))
    found = checked(home, deck, tmp_path)
    gone = [line for line in found.lines if line.id.startswith("voice.") and line.kind == "exhibit"]
    assert gone and all(line.drifted and line.today is None and line.why for line in gone)


def test_a_frozen_review_is_held_against_todays_data(home: Path, tmp_path: Path) -> None:
    plans = Plans.whole(Workspace.whole(home).plans)
    about = account(home)
    freeze(open_review(about, plans), plans, "Kim", about.as_of)
    lower_an_answer(home)
    frozen = customer_deck(review_of(Order(Workspace.whole(home)), BUSY))
    found = checked(home, frozen, tmp_path)
    assert found.about.frozen_on == about.as_of
    assert "voice.nps" in drifted(found) and by_hand(found) == set()


@pytest.mark.every
def test_a_deck_for_an_account_nobody_has(home: Path, tmp_path: Path) -> None:
    deck = deck_for(home)
    path = home / "data" / "accounts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(f"{BUSY},", "NW-9999,"), encoding="utf-8")
    load(Workspace.whole(home))
    with pytest.raises(AccountNotFound):
        checked(home, deck, tmp_path)


def test_the_command_tells_people_and_scripts_the_same(sample_home: Path, tmp_path: Path) -> None:
    done = edited(deck_for(sample_home), tile(11, "NPS", "61"), without_slide(10))
    path = kept(tmp_path, done)
    told = CliRunner().invoke(app, ["drift", str(path), "--home", str(sample_home), "--json"])
    assert told.exit_code == 0, told.output
    found = json.loads(told.stdout)
    assert (found["account_id"], found["quarter"]) == (BUSY, str(account(sample_home).quarter))
    by_hand = {line["id"] for line in found["figures"] if line["edited_by_hand"]}
    assert "voice.nps" in by_hand and not any(line["drifted"] for line in found["figures"])
    assert {"as_of_deck", "as_of_today", "texts", "slides"} <= set(found) and len(found["slides"]) == 1
    said = CliRunner().invoke(app, ["drift", str(path), "--home", str(sample_home)])
    assert said.exit_code == 0 and "61" in said.stdout and "is gone" in said.stdout


def test_a_file_that_is_no_deck_ends_in_one_line(sample_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "notes.docx"
    path.write_bytes(b"nothing of the kind")
    told = CliRunner().invoke(app, ["drift", str(path), "--home", str(sample_home)])
    assert told.exit_code == 1 and "notes.docx" in told.output and "Traceback" not in told.output


@pytest.mark.every
def test_a_change_of_the_quarter_before_moves_what_is_compared_with_it(home: Path, tmp_path: Path) -> None:
    deck = deck_for(home)
    before, day = account(home).before, account(home).before.previous.start
    change(
        home, "incidents",
        lambda row: row["account_id"] == BUSY
        and before.start.isoformat() <= row["started_at"][:10] <= before.end.isoformat(),
        started_at=f"{day} 09:00:00", restored_at=f"{day} 10:00:00",
    )  # fmt: skip
    found = checked(home, deck, tmp_path)
    lines = [line for line in found.lines if line.id == "service.incidents"]
    assert lines and all(line.drifted and "was" in (line.today or "") for line in lines)
    assert "voice.nps" not in drifted(found) and by_hand(found) == set()
