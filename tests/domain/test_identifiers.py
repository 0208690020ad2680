"""Ids are hostile until proven otherwise."""

import pytest
from hypothesis import given
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
def test_two_ids_never_share_a_name(one: str, other: str) -> None:
    assert (slug(one) == slug(other)) == (one == other)


def test_ids_that_differ_in_case_only_differ_on_a_file_system_that_ignores_case() -> None:
    assert slug("ab-1") != slug("AB-1")
