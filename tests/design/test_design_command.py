"""The command `design` says what the page says, in the shape that docs/data.md promises."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from steward.cli import app
from steward.domain.design.words import Confidence
from steward.plans.files.store import Plans
from steward.services.design import files
from steward.services.design.quoting import begin_quote
from steward.services.quotes import acting
from steward.services.quotes.opened import open_quote
from steward.services.scope import account_of
from steward.workspace import Workspace
from tests.access.signed_in import person, rules
from tests.design.design_made import ID, answers, company, design, put
from tests.homes import opened_once

DOCUMENT = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    company(tmp_path)
    put(tmp_path, replace(design(), answers=(*answers()[:-1], replace(answers()[-1], confidence=Confidence.ASSUMED))))
    return tmp_path


def _told(home: Path, *options: str) -> dict[str, Any]:
    said = CliRunner().invoke(app, ["design", *options, "--home", str(home), "--json"])
    assert said.exit_code == 0, said.output
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def test_it_says_the_numbers_of_the_page(office: Path) -> None:
    (told,) = _told(office)["designs"]
    about, plans = account_of(Workspace.whole(office), "A1"), Plans.whole(office / "account_plans")
    brief = files.brief(about, plans, files.open_design(plans, "A1", ID))
    figures = {one["id"]: one["value"] for one in told["figures"]}
    assert figures == {
        one.id: None if one.value is None else pytest.approx(float(one.value)) for one in brief.figures
    }  # fmt: skip
    assert brief.missing_table is not None
    assert [(one["words"], one["part"]) for one in told["missing"]] == list(brief.missing_table.rows) != []
    assert (told["design"], told["state"], told["engineer"], told["next_level"]) == (ID, "open", "P2", "order")


def test_options_in_figures_worked_by_hand(office: Path) -> None:
    """Two lines: 500 + 2 × 70.25 in Oslo for 900, 450 in Bergen for 500; the spare is excluded. Oslo pays twice for
    October, November and December. Fit: the must (3) whole and the should (2) half, of 5."""
    (told,) = _told(office, "A1")["designs"]
    single, dual = told["options"]
    assert (single["offered"], dual["offered"], dual["mrc"], dual["nrc"]) == (False, True, 1090.5, 200)
    assert (dual["sites"], dual["change"], dual["change_sites"]) == (2, 1090.5 - 1400, 2)
    assert (dual["fit"], dual["double_running"], dual["double_running_sites"]) == (80, 2700, 1)


def test_the_example_of_the_documentation_has_the_keys_of_the_answer(office: Path) -> None:
    chapter = DOCUMENT.partition("### `python -m steward design")[2].partition("\n### ")[0]
    example = json.loads(re.findall(r"```json\n(.*?)```", chapter, re.DOTALL)[0])
    plans = Plans.whole(office / "account_plans")
    quote_id = begin_quote(account_of(Workspace.whole(office), "A1"), plans, ID, "dual", "Ida Falk")
    quote = open_quote(plans, opened_once(Workspace.whole(office)), "A1", quote_id)
    acting.edit_offer(plans, quote, lambda one: replace(one, lines=one.lines[1:]), "Ida Falk")
    told = _told(office)
    (quoted,) = told["designs"][0]["quotes"]
    assert (quoted["quote"], quoted["option"]) == ("Q1", "dual")
    assert quoted["differences"] == ["SD-WAN Edge (l2) is designed and neither quoted nor excluded."]
    assert _shape(told) == _shape(example)
    assert all(f"`{one['id']}`" in chapter for one in told["designs"][0]["figures"])


def _shape(value: Any) -> Any:
    """The keys of all that is inside, of a list those of its first."""
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items()}
    return [_shape(value[0])] if isinstance(value, list) and value and isinstance(value[0], dict) else None


def test_the_example_is_what_the_sample_says(sample_home: Path) -> None:
    chapter = DOCUMENT.partition("### `python -m steward design")[2].partition("\n### ")[0]
    (example,) = json.loads(re.findall(r"```json\n(.*?)```", chapter, re.DOTALL)[0])["designs"]
    (told,) = _told(sample_home, "NW-1002")["designs"]
    first = {**told, **{name: told[name][:1] for name in ("missing", "figures", "options")}}
    assert {**first, "quotes": []} == {**example, "quotes": []}


def test_whoever_asks_sees_their_own_accounts(office: Path) -> None:
    put(office, design("B1"))
    rules(office, person("ida@x.example", "account manager") + person("bo@x.example", "account manager"))
    assert [one["account_id"] for one in _told(office)["designs"]] == ["A1", "B1"]
    assert [one["account_id"] for one in _told(office, "--as", "bo@x.example")["designs"]] == ["B1"]
    refused = CliRunner().invoke(app, ["design", "A1", "--as", "bo@x.example", "--home", str(office), "--json"])
    assert refused.exit_code == 1 and "There is no account" in refused.output


def test_what_cannot_be_read_is_told(office: Path) -> None:
    next((office / "account_plans").rglob("design.toml")).write_bytes(b"\xff[[nonsense")
    (told,) = _told(office)["designs"]
    assert any("not UTF-8" in one for one in told["faults"]) and told["options"] == []


def test_in_a_terminal_it_is_a_table_and_says_where_there_is_none(office: Path) -> None:
    listed = CliRunner().invoke(app, ["design", "--home", str(office)])
    assert "1 design written" in listed.output and "Branches" in listed.output
    assert "No design is written yet" in CliRunner().invoke(app, ["design", "B1", "--home", str(office)]).output
