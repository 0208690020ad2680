"""Names of files that people see: their own words, and a name that every system takes."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.file_names import document_file, document_words, file_name
from steward.domain.quarters import Quarter

Q3 = Quarter(2026, 3)
NAMES = {
    "Lonechair Furniture": "Lonechair Furniture",
    "Ångström & Søn A/S": "Ångström & Søn A S",
    "東京オフィス": "東京オフィス",
    "What? Why: \"Because\" <now> | never*": "What Why Because now never",
    "../../etc/passwd": "etc passwd",
    "C:\\Windows\\System32": "C Windows System32",
    "con": "con_",
    "CON.txt": "CON_.txt",
    "LPT1 ": "LPT1_",
    "Conrad": "Conrad",
    "com10": "com10",
    "Evil\u202egpj.exe": "Evilgpj.exe",
    "two\r\nlines\tand\x00more": "two lines and more".replace("and more", "andmore"),
    "zero\u200bwidth\ufeff": "zerowidth",
    " . .hidden. . ": "hidden",
    "--rm -rf": "rm -rf",
    "~$lock": "$lock",
    "no\u00a0break": "no break",
    "e\u0301cole": "\u00e9cole",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_company_gives_its_files_a_name(name: str) -> None:
    assert document_words("A1", name) == NAMES[name]


@pytest.mark.parametrize("name", ["", "???", "...", "\u202e", "\x00\x01"])
def test_where_nothing_of_a_name_is_left_its_id_stands(name: str) -> None:
    assert re.fullmatch(r"a1-[0-9a-f]{8}", document_words("A1", name))


def test_what_a_customer_sees_and_what_is_ours_alone() -> None:
    who = ("NW-1001", "Lonechair Furniture", Q3)
    assert document_file(*who, "review", ".pptx") == "Lonechair Furniture Q3 2026 review.pptx"
    assert document_file(*who, "minutes", ".docx") == "Lonechair Furniture Q3 2026 minutes.docx"
    assert document_file(*who, "internal debrief", ".docx") == "Lonechair Furniture Q3 2026 internal debrief.docx"
    assert document_file(*who, "review", ".pptx", with_id=True) == (
        "Lonechair Furniture (nw-1001-c695e9a1) Q3 2026 review.pptx"
    )


DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@given(st.text(max_size=300), st.text(max_size=20))
def test_every_system_takes_the_name(words: str, account_id: str) -> None:
    for name in (document_file(account_id, words, Q3, "minutes", ".docx", with_id=True), file_name(words, ".ics", "x")):
        assert len(name.encode()) <= 255 and name == unicodedata.normalize("NFC", name)
        assert not re.search(r'[<>:"/\\|?*]', name) and name.isprintable()
        assert not {unicodedata.category(each) for each in name} & {"Cc", "Cf", "Cs", "Co", "Cn"}
        assert name == name.strip(" ") and not name.startswith((".", "-", "~")) and not name.endswith((".", " "))
        assert not DEVICE.fullmatch(name) and not DEVICE.fullmatch(name.partition(".")[0].strip())


@given(st.text(max_size=300))
def test_a_name_that_is_safe_stays(words: str) -> None:
    name = document_words("A1", words)
    assert document_words("A1", name) == name
