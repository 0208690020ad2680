"""A template's colours for the app's own charts."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from templates import ODD, written

from steward.deck import ThemeColours, theme_of
from steward.deck.theme.theme import contrast, samples
from steward.errors import TemplateRefused
from tests.examples import first


def _rgb(colour: str) -> tuple[float, float, float]:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:], 16) / 255


def test_ours() -> None:
    ours = theme_of()
    assert ours.accents[0] == "#2A6480" and (ours.background, ours.font) == ("#FFFFFF", "Arial")


@pytest.mark.parametrize(
    ("name", "accent", "background", "font"),
    [
        ("unhcr_16x9.pptx", "#0072BC", "#FFFFFF", "Arial"),
        ("vicgov_a4_custom_layout_names.pptx", "#1F1547", "#FFFFFF", "Arial"),
        ("deleted_layouts.pptx", "#276871", "#A0A0A0", "Corbel"),
        ("rstudio.potx", "#EF8A46", "#44546A", "Calibri"),
    ],
)
def test_the_real_templates(name: str, accent: str, background: str, font: str, real: Path) -> None:
    colours = theme_of(real / "templates" / name)
    assert (colours.accents[0], colours.background, colours.font) == (accent, background, font)
    _check(colours)


@pytest.mark.parametrize("kind", first(6, ODD))
def test_any_template_has_some(kind: str, tmp_path: Path) -> None:
    _check(theme_of(written(tmp_path, "odd.pptx", ODD[kind]())))


def _check(colours: ThemeColours) -> None:
    said = [*colours.accents, colours.text, colours.muted, colours.background]
    assert len(said) > 3 and all(re.fullmatch("#[0-9A-F]{6}", each) for each in said)
    page = _rgb(colours.background)
    assert contrast(_rgb(colours.text), page) >= 4.5
    assert all(contrast(_rgb(each), page) >= 1.8 for each in colours.accents)


def test_a_bad_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateRefused):
        theme_of(written(tmp_path, "x.pptx", b"no"))


@pytest.mark.parametrize(("mode", "grey"), [("I;16", 0x6000), ("L", 0x60), ("RGB", (0x60, 0x60, 0x60))])
def test_a_background_picture_is_as_dark_as_it_looks(mode: str, grey: int | tuple[int, int, int]) -> None:
    blob = io.BytesIO()
    Image.new(mode, (16, 9), grey).save(blob, "PNG")
    assert samples(blob.getvalue()) == ((0x60 / 255,) * 3,) * 4
