"""Drafts: whatever stands in a field comes back as it was, and each person's are theirs alone."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from steward.domain.forgetting import FORMER, ForgottenPerson
from steward.domain.health import Colour
from steward.domain.identifiers import slug
from steward.plans.customer.review import Review, Shown, SlideChoice
from steward.plans.customer.success_plan import PlanPerson, SuccessPlan
from steward.plans.files.draft_values import NotReadable, read, written
from steward.plans.files.drafts import Drafts, FieldDraft, without
from steward.plans.files.keys import sections_of
from steward.plans.internal.debrief import Debrief, Rating
from steward.plans.internal.strategy import Strategy
from steward.workspace import Workspace

NOW = datetime.now(UTC)
TEXTS = some.text(max_size=20)
VALUES = some.one_of(
    some.none(), some.booleans(), some.integers(-(10**9), 10**9), some.floats(-1e9, 1e9), TEXTS, some.dates(),
    some.sampled_from([*Shown, *Colour]), some.lists(TEXTS, max_size=3),
    some.lists(some.builds(SlideChoice, id=TEXTS, title=TEXTS, shown=some.sampled_from(Shown)), max_size=3).map(tuple),
    some.lists(some.builds(PlanPerson, id=TEXTS, name=TEXTS, title=TEXTS), max_size=3).map(tuple),
)  # fmt: skip


@given(VALUES)
def test_what_stands_in_a_field_comes_back_as_it_was(value: Any) -> None:
    found = read(json.loads(json.dumps(written(value))))
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize("kind", [SuccessPlan, Strategy, Review, Debrief])
def test_an_empty_entry_of_every_section_comes_back(kind: type) -> None:
    for section in sections_of(kind).values():
        record = section.record()
        assert read(json.loads(json.dumps(written(record)))) == record, section.name


@pytest.mark.parametrize("said", [{"day": "soon"}, {"word": "x", "of": "os.path"}, {"entry": {}, "of": "os.Path"},
                                  {"entry": {"x": 1}, "of": "review.Meeting"}, {"else": 1}])  # fmt: skip
def test_what_nobody_knows_is_no_value(said: object) -> None:
    with pytest.raises(NotReadable):
        read(said)


def _draft(value: Any, **more: Any) -> FieldDraft:
    return FieldDraft(**{"value": written(value), "begun": "", "base": "", "at": NOW} | more)


def test_each_has_a_file_of_their_own_that_nobody_else_may_read(tmp_path: Path) -> None:
    home = Workspace.whole(tmp_path)
    anna, ben = Drafts.of(home, "anna@x.example"), Drafts.of(home, "ben@x.example")
    long_ago = _draft("old", at=NOW - timedelta(days=400))
    anna.change({"a": _draft("one\nline"), "b": _draft(Rating(right_people=3)), "c": long_ago}, [])
    anna.change({"d": _draft(date(2026, 1, 2))}, ["b"])
    assert {name: read(one.value) for name, one in anna.all().items()} == {"a": "one\nline", "d": date(2026, 1, 2)}
    assert ben.all() == {}
    (path,) = home.drafts.glob("*.jsonl")
    assert path.stat().st_mode & 0o077 == 0 and "anna" not in path.name
    path.write_bytes(b'{"field": "torn' + b"\n" + path.read_bytes())
    assert set(anna.all()) == {"a", "d"}
    anna.change({}, ["a", "d"])
    assert list(home.drafts.glob("*.jsonl")) == []


def test_a_contact_is_taken_out_of_drafts(tmp_path: Path) -> None:
    """By name where the account is meant or none is named, by their own address anywhere."""
    home, drafts = Workspace.whole(tmp_path), Drafts(tmp_path / "data" / ".drafts", "anna")
    mine, other = f"typed.{slug('A1')}.plan", f"typed.{slug('B1')}.plan"
    people = (
        PlanPerson(id="K1", name="Zoë Quarrington", title="Canaries"),
        PlanPerson(id="K2", name="Ben", title="CIO"),
    )
    drafts.change(
        {
            f"{mine}.note": _draft('Call "Zoë Quarrington"\nsoon', begun="Zoë Quarrington"),
            f"{mine}.people": _draft(people),
            f"typed.person.{slug('A1')}.whole-account.{slug('K1')}.note": _draft("Loves canaries"),
            f"typed.person.{slug('A1')}.whole-account.{slug('K2')}.note": _draft("Loves dogs"),
            f"{other}.note": _draft("Zoë Quarrington of ours"),
            f"{other}.mail": _draft("zoe@bolt.example"),
            "typed.deal.o1.step": _draft("Mail Zoë Quarrington"),
        },
        [],
    )
    whom = ForgottenPerson(names=("Zoë Quarrington",), emails=("zoe@bolt.example",))
    ((_, times),) = without(home, whom, "K1", "A1", change=False)
    assert read(drafts.all()[f"{mine}.people"].value) == people, "nothing is changed yet"
    assert list(without(home, whom, "K1", "A1", change=True)) == [(next(home.drafts.glob("*.jsonl")), times)]
    left = {name: read(one.value) for name, one in drafts.all().items()}
    assert left[f"{mine}.note"] == f'Call "{FORMER}"\nsoon' and drafts.all()[f"{mine}.note"].begun == FORMER
    assert [value for name, value in left.items() if ".person." in name] == ["Loves dogs"]
    assert left[f"{mine}.people"] == (PlanPerson(id="K1"), people[1])
    assert (left[f"{other}.note"], left["typed.deal.o1.step"]) == ("Zoë Quarrington of ours", f"Mail {FORMER}")
    assert "zoe" not in left[f"{other}.mail"]
    assert list(without(home, whom, "K1", "A1", change=False)) == []
