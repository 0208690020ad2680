"""A review's material as text and back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from steward.briefings.customer.reviews.freezing import frozen_text, thawed
from steward.errors import FrozenUnreadable
from steward.exhibits import MapPerson
from tests.reviews_made import accounts, material_of


def test_what_is_frozen_comes_back_to_the_last_digit_for_every_account(sample_home: Path) -> None:
    for subject in accounts(sample_home):
        found = material_of(sample_home, subject.account_id)
        assert thawed(frozen_text(found)) == found


def test_the_same_material_is_the_same_text(sample_home: Path) -> None:
    assert frozen_text(material_of(sample_home)) == frozen_text(material_of(sample_home))


def _damaged(text: str) -> dict[str, str]:
    held = json.loads(text)
    return {
        "cut off": text[: len(text) // 2],
        "nothing": "",
        "a list": "[]",
        "another format": json.dumps({**held, "format": 99}),
        "a field less": json.dumps({**held, "material": {k: v for k, v in held["material"].items() if k != "voice"}}),
        "a type of ours": json.dumps({**held, "material": {"is": "Strategy", "account_id": "A"}}),
        "not material": json.dumps({**held, "material": held["material"]["quarter"]}),
        "a word that is none": text.replace('"word": "higher"', '"word": "upward"'),
        "a number that is none": text.replace('"digits": "', '"digits": "x', 1),
        "deep": '{"format": 1, "material": ' + "[" * 100_000 + "]" * 100_000 + "}",
    }


@pytest.mark.parametrize("how", _damaged('{"format": 1, "material": {"is": "x", "voice": 1, "quarter": 1}}'))
def test_a_damaged_file_is_refused_in_a_sentence(how: str, sample_home: Path) -> None:
    text = frozen_text(material_of(sample_home))
    with pytest.raises(FrozenUnreadable, match="frozen figures") as told:
        thawed(_damaged(text)[how])
    assert str(told.value).endswith(".")


def test_nothing_but_a_customers_types_can_be_frozen(sample_home: Path) -> None:
    found = material_of(sample_home)
    ours = MapPerson(key="K1", name="Anna Koch", title="", x=0, y=0)
    with pytest.raises(TypeError, match="MapPerson cannot be frozen"):
        frozen_text(replace(found, company=ours))  # type: ignore[arg-type]
