"""Text from data stays text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from steward.ui.kit.escape import JOINER, plain


def read_back(markdown: str) -> str:
    """What Markdown makes of escapes alone."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace(JOINER, "")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029" + JOINER)))
def test_nothing_is_lost(text: str) -> None:
    assert read_back(plain(text)) == text.strip()


@given(st.text())
def test_no_punctuation_is_left_to_markdown(text: str) -> None:
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>$*_`\[\]#|~&]", re.sub(r"\\.", "", plain(text)))


def test_two_prices_are_not_a_formula() -> None:
    assert plain("from $5 to $6") == r"from \$5 to \$6"


def test_several_lines_become_one() -> None:
    assert plain("one\n\n  two\r\nthree") == "one two three"
