"""Themes of comments: what a word meets, in any script, and that nothing is lost or changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.themes import Theme, folded, matches


def _theme(*words: str) -> Theme:
    return Theme("t", "T", words)


@pytest.mark.parametrize(
    ("word", "comment", "met"),
    [
        ("down", "Down again.", True),
        ("down", "The downtime was short.", False),
        ("down*", "The downtime was short.", True),
        ("time", "The downtime was short.", False),
        ("*time", "The downtime was short.", True),
        ("stör*", "STÖRUNGEN OHNE ENDE", True),
        ("stor*", "Störungen ohne Ende", True),
        ("equipe", "L’équipe à l’écoute", True),
        ("lodz", "Linia w Łodzi", False),
        ("lodz*", "Linia w ŁODZI", True),
        ("strasse", "Die Straße ist gesperrt", True),
        ("credit note*", "Four credit  notes\nthis year", True),
        ("сбо*", "Сбои каждый день", True),
        ("сбо", "Сбои каждый день", False),
        ("障害", "障害が多い", True),
        ("中断", "我们的网络经常中断。", True),
        ("ล่ม", "เครือข่ายล่มบ่อย", True),
        ("*انقطاع*", "كثرة الانقطاعات", True),
        ("장애*", "장애가 많아요", True),
        ("नेट", "नेटवर्क धीमा है", False),
        ("नेटवर्क", "नेटवर्क धीमा है", True),
        ("नेटवर्", "नेटवर्क धीमा है", False),
        ("c++", "We write C++ here", True),
    ],
)
def test_a_word_counts_where_it_stands_alone(word: str, comment: str, met: bool) -> None:
    assert (_theme(word).match(comment) is not None) == met


def test_a_comment_may_have_several_themes_or_none_and_says_which_word_it_was() -> None:
    outages, billing = Theme("o", "Outages", ("down", "offline")), Theme("b", "Billing", ("invoice*",))
    found = list(matches([outages, billing], "Offline again, and the invoices are wrong"))
    assert [(one.theme.id, one.word) for one in found] == [("o", "offline"), ("b", "invoice*")]
    assert list(matches([outages, billing], "All fine.")) == []


def test_a_word_of_stars_alone_meets_nothing() -> None:
    assert _theme("*", "**", " ").match("anything at all") is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_looked_through(word: str, comment: str) -> None:
    found = _theme(word).match(comment)
    assert found is None or folded(word.strip("* ")) in folded(comment)


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll")), min_size=1, max_size=12))
def test_case_makes_no_difference(word: str) -> None:
    assert folded(word.upper().lower()) == folded(word.lower())
    assert _theme(word).match(f"… {word} …") is not None
