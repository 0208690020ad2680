"""What was frozen by any version of Steward is read by every later one."""

import json
import os
from dataclasses import field, make_dataclass
from pathlib import Path

import pytest
from frozen_made import frozen_made
from frozen_shape import shape, without_default
from pptx import Presentation

from steward.briefings.customer import frozen_formats
from steward.briefings.customer.frozen_formats import FORMAT
from steward.briefings.customer.material.material import Material
from steward.briefings.customer.reviews.freezing import frozen_text, thawed
from steward.charts import figure
from steward.deck import place
from steward.deck.shapes.geometry import Box
from steward.exhibits import Picture, Table

GOLDEN = Path(__file__).parents[1] / "golden" / "frozen"
FORMATS = range(1, FORMAT + 1)
SHAPE = GOLDEN / f"shape-{FORMAT}.txt"


def golden(number: int) -> str:
    """The review that was frozen in a format. It is written once, when the format is new, and never again."""
    path = GOLDEN / f"review-{number}.json"
    if number == FORMAT and not path.exists() and os.environ.get("UPDATE_GOLDEN"):
        path.write_text(frozen_text(frozen_made()) + "\n", encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("number", FORMATS)
def test_a_review_of_every_format_is_read_for_ever(number: int) -> None:
    assert json.loads(golden(number))["format"] == number
    assert repr(thawed(golden(number))) == repr(frozen_made())


@pytest.mark.parametrize("number", FORMATS)
def test_what_was_frozen_is_drawn_on_pages_and_slides(number: int) -> None:
    found = thawed(golden(number))
    exhibits = (*found.exhibits(investment=True), *(each for one in found.behind for each in one.exhibits))
    assert len({type(each) for each in exhibits}) >= 9
    for exhibit in exhibits:
        if not isinstance(exhibit, Table | Picture):
            assert figure(exhibit).data
        presentation = Presentation()
        slide = presentation.slides.add_slide(presentation.slide_layouts[6])
        place(slide, exhibit, Box(0, 0, 8_000_000, 5_000_000))
        assert len(slide.shapes), exhibit.id


def _known() -> dict[str, str]:
    lines = SHAPE.read_text(encoding="utf-8").splitlines() if SHAPE.exists() else []
    return {path: said for path, _, said in (line.partition(": ") for line in lines)}


def _complaint(path: str) -> str:
    return (
        f"“{path}” has no default, and no review frozen until now has it: they would all be damaged. Give it the "
        f"default that says what they knew of it, or write the step to a new format in {frozen_formats.__name__}."
    )


def test_a_field_that_is_new_to_what_is_frozen_has_a_default() -> None:
    found = without_default(_known(), shape(Material)) if _known() else []
    assert not found, "\n".join(map(_complaint, found))


def test_the_shape_of_what_is_frozen_does_not_change_by_accident() -> None:
    """A field that goes is lost from every review frozen before; one of another kind no longer reads them."""
    now = shape(Material)
    written = "".join(f"{path}: {said}\n" for path, said in now.items())
    if os.environ.get("UPDATE_GOLDEN") and not without_default(_known() or now, now):
        SHAPE.write_text(written, encoding="utf-8")
    assert written == SHAPE.read_text(encoding="utf-8"), "read the difference, then update it with UPDATE_GOLDEN=1"


def test_a_needed_field_is_found_wherever_it_is_added() -> None:
    known = shape(Material)
    careless = make_dataclass("Material", [("mood", str, field(kw_only=True))], bases=(Material,), frozen=True)
    careful = make_dataclass(
        "Material", [("mood", str, field(default="", kw_only=True))], bases=(Material,), frozen=True
    )
    assert without_default(known, shape(careless)) == ["mood"]
    assert without_default(known, shape(careful)) == []
    deep = {**known, "success.figures[].unit.scale": "str, required", "<Bars>.width": "int, required"}
    assert without_default(known, deep) == ["success.figures[].unit.scale", "<Bars>.width"]
    fresh = {**known, "wish": "object or nothing", "wish.text": "str, required", "<Gauge>.value": "float, required"}
    assert without_default(known, fresh) == []


def test_a_field_that_loses_its_default_is_found() -> None:
    known = shape(Material)
    assert without_default(known, {**known, "behind": f"{known['behind']}, required"}) == ["behind"]
