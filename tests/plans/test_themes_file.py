"""The rules for themes: those that come with Steward, a company's own, and what is wrong with those."""

from pathlib import Path

import pytest

from steward.domain.themes import folded
from steward.plans.internal.themes import own_file, themes


def _own(folder: Path, text: str) -> Path:
    path = own_file(folder)
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_the_rules_that_come_with_steward_speak_many_languages(tmp_path: Path) -> None:
    found = themes(tmp_path)
    assert found.problem == "" and found.source == "the rules that come with Steward"
    assert len(found.themes) >= 7
    assert all(len(theme.words) > 20 and theme.name for theme in found.themes)
    for comment in ("Постоянные сбои", "回線が遅い", "发票不对", "Die Rechnung ist falsch", "مشكلة في الفاتورة"):
        assert any(theme.match(comment) for theme in found.themes), comment


def test_no_word_of_the_rules_is_empty_once_it_is_folded(tmp_path: Path) -> None:
    for theme in themes(tmp_path).themes:
        assert [word for word in theme.words if not folded(word.strip("* "))] == []


def test_own_rules_take_their_place(tmp_path: Path) -> None:
    found = themes(_own(tmp_path, '[price]\nname = "Money"\nen = ["dear"]\nde = ["teuer*"]\n[other]\nwords = ["x"]\n'))
    assert found.source == "account_plans/_company/themes.toml"
    assert [(theme.id, theme.name, theme.words) for theme in found.themes] == [
        ("price", "Money", ("dear", "teuer*")),
        ("other", "other", ("x",)),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[price", "not valid TOML"),
        ("", "names no theme"),
        ("price = 3", "should be a theme"),
        ("[price]\nname = 'x'", "has no words"),
        ("[price]\nen = 'dear'", "should be a list of words"),
        ("[price]\nen = ['*']", "should be a list of words"),
        ("[price]\nen = [3]", "should be a list of words"),
        ("[price]\nname = 3\nen = ['x']", "should be a text"),
        ("a = " + "[" * 5000, "not valid TOML"),
    ],
)
def test_rules_that_cannot_be_used_are_told_and_ours_stay(text: str, said: str, tmp_path: Path) -> None:
    found = themes(_own(tmp_path, text))
    assert said in found.problem and "\n" not in found.problem
    assert len(found.themes) >= 7


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = own_file(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes("[preis]\nde = ['Störung']".encode("latin-1"))
    assert "not UTF-8" in themes(tmp_path).problem
