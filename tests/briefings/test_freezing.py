"""A review's material as text and back."""

import json
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from frozen_made import RECEIPT, frozen_made, frozen_since
from frozen_shape import has_default, objects

from steward.briefings.customer.material.behind import Behind
from steward.briefings.customer.material.material import Material
from steward.briefings.customer.reviews.freezing import frozen_text, thawed
from steward.errors import FrozenUnreadable
from steward.exhibits import CUSTOMER_KINDS, Exhibit, MapPerson, Mood, Picture, RelationshipMap, Series
from steward.plans.customer.review import Repeat
from tests.reviews_made import accounts, material_anew, material_of

PICTURE = Picture(id="p", title="", alt="A mast.", receipt=RECEIPT, content=b"\x89PNG\x00", width=4, height=3)


def behind(*shown: Any) -> Material:
    """The material with these behind one of its figures."""
    made = frozen_since()
    return replace(made, behind=(*made.behind, Behind("service", Repeat.PRODUCT, "Fibre", shown)))


def test_what_is_frozen_comes_back_to_the_last_digit_for_every_account(sample_home: Path) -> None:
    for subject in accounts(sample_home):
        found = material_of(sample_home, subject.account_id)
        assert repr(thawed(frozen_text(found))) == repr(found)


def test_the_same_material_is_the_same_text(sample_home: Path) -> None:
    assert frozen_text(material_of(sample_home)) == frozen_text(material_anew(sample_home))


def test_what_only_some_files_hold_comes_back_too() -> None:
    tickets = frozen_made().service.tickets
    assert tickets
    assessed = replace(tickets, series=(Series("Good", (1, 2, 3), mood=Mood.GOOD),))
    found = behind(PICTURE, assessed)
    assert thawed(frozen_text(found)) == found


def _every_object() -> dict[str, tuple[dict[str, Any], list[tuple[Any, dict[str, Any]]]]]:
    held = json.loads(frozen_text(behind(PICTURE)))
    found: dict[str, list[tuple[Any, dict[str, Any]]]] = {}
    for kind, each in objects(Material, held["material"]):
        found.setdefault(kind.__name__, []).append((kind, each))
    return {name: (held, each) for name, each in found.items()}


OBJECTS = _every_object()


def test_the_file_of_these_tests_holds_every_type_that_can_be_frozen() -> None:
    there = {kind for _, found in OBJECTS.values() for kind, _ in found}
    assert there >= set(CUSTOMER_KINDS.values())
    named = {part for kind in there for part in _types_of(kind)}
    assert {part for part in named if is_dataclass(part)} <= there


def _types_of(kind: Any) -> set[Any]:
    """All types that the fields of one name."""
    waiting, found = [field.type for field in fields(kind)], set()
    while waiting:
        one = waiting.pop()
        found.add(one)
        waiting += getattr(one, "__args__", ())
    return found


@pytest.mark.parametrize("name", OBJECTS)
def test_a_field_that_a_file_lacks_is_at_its_default(name: str) -> None:
    """Files from before it was there have it nowhere."""
    held, found = OBJECTS[name]
    for field in fields(found[0][0]):
        if not has_default(field):
            continue
        kept = [each.pop(field.name) for _, each in found]
        read = json.loads(frozen_text(thawed(json.dumps(held))))
        again = [each for kind, each in objects(Material, read["material"]) if kind is found[0][0]]
        default = json.dumps(field.default, default=lambda word: word.value)
        assert {json.dumps(each[field.name]) for each in again} == {default}, field.name
        for (_, each), value in zip(found, kept, strict=True):
            each[field.name] = value


@pytest.mark.parametrize("name", OBJECTS)
def test_a_field_that_nobody_knows_is_left(name: str) -> None:
    held, found = OBJECTS[name]
    was = thawed(json.dumps(held))
    for _, each in found:
        each["of a later version"] = {"is": "Gauge", "value": [1]}
    assert thawed(json.dumps(held)) == was
    for _, each in found:
        del each["of a later version"]


@pytest.mark.parametrize("name", OBJECTS)
def test_a_file_without_what_it_must_have_is_damaged(name: str) -> None:
    held, found = OBJECTS[name]
    kind, each = found[0]
    for field in (field for field in fields(kind) if not has_default(field)):
        value = each.pop(field.name)
        with pytest.raises(FrozenUnreadable, match="damaged"):
            thawed(json.dumps(held))
        each[field.name] = value


def _damaged(text: str) -> dict[str, str]:
    held = json.loads(text)
    material = held["material"]
    return {
        "cut off": text[: len(text) // 2],
        "nothing": "",
        "a list": "[]",
        "a later format": json.dumps({**held, "format": 99}),
        "a format that is none": json.dumps({**held, "format": "new"}),
        "a format before the first": json.dumps({**held, "format": 0}),
        "a field less": json.dumps({**held, "material": {k: v for k, v in material.items() if k != "voice"}}),
        "ours": json.dumps({**held, "material": {"account_id": "A", "power": "weak"}}),
        "not material": json.dumps({**held, "material": material["quarter"]}),
        "a word that is none": text.replace('"better": "higher"', '"better": "upward"', 1),
        "a number that is none": text.replace('"decimal": "', '"decimal": "x', 1),
        "a day that is none": text.replace('"date": "2026-', '"date": "2026-4', 1),
        "words for a number": text.replace('"year": 2026', '"year": "2026"', 1),
        "a number for words": text.replace('"headline": "Two goals"', '"headline": 2'),
        "words for a list": text.replace('"profile": [', '"profile": "Boats", "other": [', 1),
        "another exhibit than the field's": text.replace('"is": "Bullets"', '"is": "Lines"'),
        "an exhibit of ours": text.replace('"is": "Table"', '"is": "RelationshipMap"'),
        "deep": '{"format": 1, "material": ' + "[" * 100_000 + "]" * 100_000 + "}",
    }


@pytest.mark.parametrize("how", _damaged(frozen_text(frozen_made())))
def test_a_damaged_file_is_refused_in_a_sentence(how: str) -> None:
    text = frozen_text(frozen_made())
    damaged = _damaged(text)[how]
    assert damaged != text
    with pytest.raises(FrozenUnreadable, match="frozen figures") as told:
        thawed(damaged)
    assert str(told.value).endswith(".")


def test_a_file_of_a_later_version_says_so() -> None:
    with pytest.raises(FrozenUnreadable, match="newer version of Steward"):
        thawed(_damaged(frozen_text(frozen_made()))["a later format"])


def test_what_could_not_be_read_back_is_not_frozen() -> None:
    made = frozen_made()
    score = replace(made.voice.figures[0], value="many")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="str cannot be frozen"):
        frozen_text(replace(made, voice=replace(made.voice, figures=(score,))))


def _ours() -> dict[str, Material]:
    made = frozen_made()
    person = MapPerson(key="K1", name="Anna Koch", title="", x=0, y=0)
    drawn: Exhibit = RelationshipMap(id="m", title="", alt="", receipt=RECEIPT, people=(person,), lines=())
    return {
        "as a word": replace(made, company=person),  # type: ignore[arg-type]
        "as an exhibit of a topic": replace(made, success=replace(made.success, people=drawn)),  # type: ignore[arg-type]
        "behind a figure": behind(drawn),
        "in a cell": behind(replace(made.service.scorecard, rows=((person, 1, None, ()),))),  # type: ignore[type-var]
    }


@pytest.mark.parametrize("where", _ours())
def test_nothing_but_a_customers_types_can_be_frozen(where: str) -> None:
    with pytest.raises(TypeError, match=r"(MapPerson|RelationshipMap) cannot be frozen"):
        frozen_text(_ours()[where])
