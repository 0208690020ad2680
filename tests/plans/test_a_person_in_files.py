"""A person in the text of a plan's files: out of it in whatever way it is written, with every other character kept."""

import json
from codecs import BOM_UTF8, BOM_UTF16_LE

import pytest
import tomli
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.forgetting import FORMER, ForgottenPerson
from steward.plans.files.own_entry import out_of_frozen, out_of_line, out_of_plan
from steward.plans.files.person_in_text import bytes_of, text_of, without

EVA = ForgottenPerson(names=("Eva Lind",), emails=("eva@b.example",))
PARTS = st.lists(
    st.sampled_from(["Eva Lind", "EVA\nLIND", "eva@b.example", "Eva Lindqvist", "\\", '"', "é", "\n", " ", "\t", "n"])
    | st.text(st.characters(exclude_categories=("Cs",)), max_size=5),
    max_size=8,
)  # fmt: skip


@given(parts=PARTS, as_ascii=st.booleans())
def test_json_without_somebody_says_what_its_texts_say_without_them(parts: list[str], as_ascii: bool) -> None:
    said = "".join(parts)
    raw = json.dumps({"a": said}, ensure_ascii=as_ascii)
    assert json.loads(without(raw, EVA, ".json")[0]) == {"a": EVA.without(said)}


@given(parts=PARTS)
def test_toml_without_somebody_says_what_its_texts_say_without_them(parts: list[str]) -> None:
    said = "".join(parts).replace("\r", "")
    raw = f"a = {tomlkit.item(said).as_string()}\n"
    assert tomli.loads(without(raw, EVA, ".toml")[0]) == {"a": EVA.without(said)}


WRITTEN = {
    'a = "Eva\\tLind"  # Eva Lind': f'a = "{FORMER}"  # {FORMER}',
    'a = "\\u0045va Lind"': f'a = "{FORMER}"',
    'a = """Eva \\\n   Lind, yes"""': f'a = """{FORMER}, yes"""',
    "a = 'Eva Lind'": f"a = '{FORMER}'",
    'places = { "Eva Lind" = [1], eva-lind = [2] }': f'places = {{ "{FORMER}" = [1], former-contact-1 = [2] }}',
    'a = "Eva Lind': f'a = "{FORMER}',
    'a = "Eva"\nb = "Lind"': 'a = "Eva"\nb = "Lind"',
}  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_every_way_of_writing_toml(text: str) -> None:
    assert without(text, EVA, ".toml")[0] == WRITTEN[text]


def test_a_bare_key_of_one_word_leaves_a_file_that_can_be_read() -> None:
    made, times = without('places = { eva = [1, 2] }\na = "Eva"\n', ForgottenPerson(names=("Eva",)), ".toml")
    assert (tomli.loads(made)["places"], times) == ({"former-contact-1": [1, 2]}, 2)


def test_bytes_come_back_in_any_encoding() -> None:
    for content in (BOM_UTF8 + b"a = 1\r\n", b"a = \xff\n", BOM_UTF16_LE + "Eva Lind".encode("utf-16-le")):
        told = text_of(content)
        assert told is not None and bytes_of(*told) == content
    text, encoding = text_of(BOM_UTF16_LE + "Eva Lind".encode("utf-16-le")) or ("", "")
    assert EVA.times(text) == 1 and encoding == "utf-16-le"
    assert text_of(b"\x89PNG\0") is None


HEAD = 'account_id = "A1"\n\n# People: who works with us\n'
OTHER = '\n# Bob is next\n[[people]]\nid = "K2"\ntitle = "CIO"\n'
PLANS = {
    "whole": (
        f'{HEAD}[[people]]\nid = "K1" # likes tea\nname = "Eva Lind"\n# m\nphone = "1"\nreports_to = "K2"\n{OTHER}',
        f'{HEAD}[[people]]\nid = "K1"\nname = "{FORMER}"\nreports_to = "K2"\n{OTHER}',
    ),
    "with an inner table": (
        f'{HEAD}[[people]]\nid = "K1"\ntitle = "CEO"\n[people.home]\ncity = "Bonn"\n{OTHER}',
        f'{HEAD}[[people]]\nid = "K1"\n{OTHER}',
    ),
    "in braces": (
        'people = [{ id = "K1", title = "CEO", reports_to = "K2" }, { id = "K2", title = "CIO" }]\n',
        'people = [{ id = "K1",  reports_to = "K2" }, { id = "K2", title = "CIO" }]\n',
    ),
    "broken elsewhere": (
        f'a = "open\n{HEAD}[[people]]\nid = "K1"\ntitle = "CEO"\n{OTHER}',
        f'a = "open\n{HEAD}[[people]]\nid = "K1"\n{OTHER}',
    ),
    "nothing personal": (f'[[people]]\nid = "K1" # kept\n{OTHER}', f'[[people]]\nid = "K1" # kept\n{OTHER}'),
}


@pytest.mark.parametrize("how", PLANS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_entry_of_a_person_keeps_what_others_point_to(how: str, ends: str) -> None:
    given, expected = (text.replace("\n", ends) for text in PLANS[how])
    made, times = out_of_plan(given, "K1")
    assert made == expected
    assert bool(times) == (given != expected)
    assert out_of_plan(made, "K1") == (made, 0)


def test_the_journal_keeps_that_there_was_a_change_and_forgets_what() -> None:
    changes = [
        {"section": "people", "entry": "K1", "key": "title", "from": "CIO", "to": "CEO"},
        {"section": "people", "entry": "K1", "from": None, "to": {"id": "K1", "name": "Eva Lind", "title": "CIO"}},
        {"section": "people", "entry": "K2", "key": "title", "from": None, "to": "CIO"},
    ]
    made, times = out_of_line(json.dumps({"at": "", "changes": changes}), "K1")
    assert times == 2
    assert json.loads(made)["changes"] == [
        {"section": "people", "entry": "K1", "key": "title", "from": None, "to": None},
        {"section": "people", "entry": "K1", "from": None, "to": {"id": "K1", "name": FORMER}},
        changes[2],
    ]
    torn = '{"at": "", "changes": [{"entry": "K1'
    assert out_of_line(torn, "K1") == (torn, 0)


def test_the_chart_of_a_frozen_review_loses_their_title() -> None:
    chart = {"alt": "Chart of Eva Lind (CEO), Bob (CIO).", "posts": [
        {"key": "K1", "name": "Eva Lind", "title": "CEO"}, {"key": "K2", "name": "Bob", "title": "CIO"}]}  # fmt: skip
    made, times = out_of_frozen(json.dumps({"material": {"people": chart}}), "K1")
    assert times == 1
    people = json.loads(made)["material"]["people"]
    assert people["alt"] == f"Chart of {FORMER}, Bob (CIO)."
    assert people["posts"][0] == {"key": "K1", "name": FORMER, "title": ""}
