"""Text from data stays text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.ui.kit.escape import JOINER, formatted, plain, signs_joined

MADE = re.compile(
    r"!\[|:[\w+-]+(?:/\w+)?:|:[\w-]+[\[{]|::|(?<!\\)(?:\\\\)*\$",
)
"""What Streamlit's Markdown makes pictures, icons, colours and formulas of."""


def read_back(markdown: str) -> str:
    """What Markdown makes of escapes alone."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace(JOINER, "")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029" + JOINER)))
def test_nothing_is_lost(text: str) -> None:
    assert read_back(plain(text)) == text.strip()


@given(st.text())
def test_no_punctuation_is_left_to_markdown(text: str) -> None:
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>$*_`\[\]#|~&]", re.sub(r"\\.", "", plain(text)))


INJECTIONS = (
    "![a](https://evil.example/a.png)",
    "![a][1]\n\n[1]: https://evil.example/a.png",
    "![](//evil.example/a.png)",
    "[![a](https://evil.example/a.png)](https://evil.example)",
    "\\![a](https://evil.example/a.png)",
    "!![a](https://evil.example/a.png)",
    "![a\n](https://evil.example/a.png)",
    "- ![a](data:image/svg+xml;base64,PHN2Zz4=)",
    "> ![a](https://evil.example/a.png)",
    "| a |\n|---|\n| ![a](https://evil.example/a.png) |",
    "<img src=https://evil.example/a.png>",
    "<svg/onload=alert(1)>",
    "<iframe src='https://evil.example'></iframe>",
    "<style>@import 'https://evil.example/a.css'</style>",
    "[a](javascript:alert(1))",
    ":material/home:",
    ":smile: :+1:",
    ":red[a] :blue-background[a] :small[a] :badge[a]",
    "$\\includegraphics{https://evil.example/a.png}$ and $$x$$ and \\\\$y$",
    ":::note\n::video[a]{src=https://evil.example/a.mp4}\n:::",
)


@pytest.mark.parametrize("injected", INJECTIONS)
def test_a_plan_makes_no_picture_icon_colour_or_formula(injected: str) -> None:
    for before in ("", "**b** ", "\\", "a\n\n"):
        said = formatted(before + injected)
        assert not MADE.search(said)
        assert said.replace(JOINER, "").replace("\\", "") == (before + injected).replace("\\", "")


@given(st.text(st.sampled_from("![](:$\\a1-/{}\n ")))
def test_whatever_a_plan_says_it_makes_none(text: str) -> None:
    said = formatted(text)
    assert not MADE.search(said)
    assert said.replace(JOINER, "").replace("\\", "") == text.replace("\\", "")


def test_a_plan_keeps_what_it_may_use() -> None:
    said = (
        "Some **bold** and [a link](https://example.com:8080/a?b=c)\n\n- one\n- two at 10:30, 3:1!\n\n> quoted `code`"
    )
    assert formatted(said) == said


def test_two_prices_are_not_a_formula() -> None:
    assert plain("from $5 to $6") == r"from \$5 to \$6"


def test_several_lines_become_one() -> None:
    assert plain("one\n\n  two\r\nthree") == "one two three"


@pytest.mark.parametrize("amount", ["−€124,755", "+£3", "−$5"])
def test_a_sign_is_on_one_line_with_its_currency(amount: str) -> None:
    sign, rest = amount[0], amount[1:]
    assert f"{sign}{JOINER}{rest}" in signs_joined(f"Lost {amount}: 19")
    assert f"{sign}{JOINER}" in plain(f"Lost {amount}").replace("\\", "")
