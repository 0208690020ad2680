"""Ids are hostile until proven otherwise."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from steward.domain.identifiers import slug


@pytest.mark.parametrize(
    "hostile", ["../../x", "CON", "nul", "a/b", "a\\b", "x" * 300, "", ".", "..", "日本", "=cmd|' /C calc'!A0"]
)
def test_a_hostile_id_becomes_a_plain_file_name(hostile: str) -> None:
    name = slug(hostile)
    assert name and len(name) <= 60
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name not in {"con", "nul", "prn", "aux"}


@given(st.text(max_size=60), st.text(max_size=60))
def test_two_ids_never_share_a_name_by_chance(one: str, other: str) -> None:
    assert (slug(one) == slug(other)) == (one == other)


@given(st.text(max_size=38))
@example("°\x87\U000bb43c\x029")
def test_an_id_that_is_called_like_the_folder_of_another_meets_it(one: str) -> None:
    """Which is why a load refuses the second of two such accounts; a name without a letter gets a digest each time."""
    name = slug(one)
    assert (slug(name) == name) == any(letter.isalpha() for letter in name)


@pytest.mark.parametrize("name", ["con", "PRN", "aux", "nul", "com1", "LPT9", "com¹", "conin$", "con.txt", "nul "])
def test_a_name_that_windows_keeps_for_itself_is_no_folder(name: str) -> None:
    assert slug(name).partition(".")[0] not in {"con", "prn", "aux", "nul", "com1", "lpt9", "conin$"}


def test_ids_in_two_normal_forms_are_two() -> None:
    forms = {unicodedata.normalize(form, "Ångström-①") for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert len({slug(one) for one in forms}) == len(forms) > 2


def test_ids_that_differ_in_case_only_differ_on_a_file_system_that_ignores_case() -> None:
    assert slug("ab-1") != slug("AB-1")
