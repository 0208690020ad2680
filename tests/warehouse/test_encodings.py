"""Files as they are really saved: encodings and line ends."""

import itertools
from pathlib import Path

import pytest

from steward.errors import FileUnreadable, LoadFailed
from steward.warehouse.loading.files.encodings import SURVEYED, read_as_utf8
from steward.warehouse.loading.load import load
from tests.examples import first, these
from tests.warehouse.desks import desk, loaded, rejects, rows, table

NAMES = ("Café Zürich", "Söhne & Töchter", "Señor Ñandú", "Ærø Ålborg", "L’Étoile – Paris")
SINGLE = ("Müller", "Café", "Ångström", "Peña", "Straße", "Noël", "À la carte", "Ça va", "€ 5", "Åse")
WRITTEN = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman")
ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}
TELLING = (("utf-8-sig", "CRLF"), ("utf-16", "LF"), ("utf-16-be", "CR"), ("cp1252", "CRLF"), ("mac_roman", "CR"))


def _text(end: str) -> str:
    lines = ["account_id,name", *(f"A-{number},{name}" for number, name in enumerate(NAMES)), '"A-9","Two\nlines"']
    return "".join(line + end for line in lines)


@pytest.mark.parametrize(("encoding", "end"), these(TELLING, itertools.product(WRITTEN, ENDS)))
def test_every_encoding_and_line_end_reads_the_same(tmp_path: Path, encoding: str, end: str) -> None:
    workspace, report = loaded(tmp_path, accounts__csv=_text(ENDS[end]).encode(encoding))
    found = [name for (name,) in rows(workspace, "select name from staging.accounts order by account_id")]
    assert found == [*NAMES, "Two\nlines"]
    assert table(report, "accounts").read == 6


@pytest.mark.parametrize(("encoding", "end"), first(2, [("cp1252", "\r\n"), ("mac_roman", "\r"), ("cp1252", "\n")]))
def test_a_single_name_tells_windows_from_mac(tmp_path: Path, encoding: str, end: str) -> None:
    """Each name is alone in a file of its own, among thousands of plain ones; all files are read by one load."""
    files = {f"file{n}__csv": _one_among_many(n, name, end).encode(encoding) for n, name in enumerate(SINGLE)}
    workspace, _ = loaded(tmp_path, sources__toml='[accounts]\nfile = "file*.csv"\n', **files)
    found = rows(workspace, "select name from staging.accounts where account_id like 'A-%' order by account_id")
    assert found == [(name,) for name in SINGLE]


def _one_among_many(number: int, name: str, end: str) -> str:
    plain = [f"B-{number}-{n},Plain {n}" for n in range(2_000)]
    return "".join(line + end for line in ("account_id,name", *plain, f"A-{number},{name}", f"C-{number},Bolt"))


LATE = {
    "nothing": (b"Plain", ("UTF-8", "LF", 9)),
    "a letter of Windows": (b"Caf\xe9", ("Windows-1252", "LF", 9)),
    "a letter of UTF-8": ("Café".encode(), ("UTF-8", "LF", 9)),
    "another line end": (b"Plain\r", ("UTF-8", "mixed", 9)),
    "a line end alone": (b"Plain\rC-1,Bolt", ("UTF-8", "mixed", 10)),
}


@pytest.mark.parametrize("late", LATE)
def test_a_file_is_plain_only_when_all_of_it_is(tmp_path: Path, late: str) -> None:
    """Behind more plain text than is looked at together."""
    last, expected = LATE[late]
    long = "".join(f"B-{number},{'Plain ' * 8_000}\n" for number in range(7)).encode()
    (tmp_path / "accounts.csv").write_bytes(b"account_id,name\n" + long + b"A-1," + last + b"\n")
    found = read_as_utf8(tmp_path / "accounts.csv", "accounts.csv", tmp_path)
    assert len(long) > SURVEYED
    assert (found.encoding, found.line_ends, found.records) == expected


def test_a_zero_behind_plain_text_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_bytes(b"account_id,name\n" + b"A-1,Plain\n" * 40_000 + b"A-2,\0\n")
    assert path.stat().st_size > SURVEYED
    with pytest.raises(FileUnreadable, match="holds NUL bytes"):
        read_as_utf8(path, "accounts.csv", tmp_path)


def test_the_report_says_what_was_assumed(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, accounts__csv=_text("\r").replace("\n", "").encode("mac_roman"))
    found = report.files[0]
    assert (found.encoding, found.delimiter, found.line_ends) == ("Mac Roman", "comma", "CR")


def test_the_line_of_a_rejected_row_is_right_with_old_mac_line_ends(tmp_path: Path) -> None:
    workspace, _ = loaded(tmp_path, accounts__csv=b"account_id,name\rA-1,Acme\rA-2,Bolt\r,Caf\x8e\r")
    assert rejects(workspace, "accounts") == [
        {
            "file": "accounts.csv",
            "line": "4",
            "column": "account_id",
            "reason": "account_id is missing",
            "account_id": "",
            "name": "Café",
        }
    ]


def test_mixed_line_ends_are_all_line_ends(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, accounts__csv=b"account_id,name\r\nA-1,Acme\nA-2,Bolt\rA-3,Crow\r\n")
    assert (table(report, "accounts").loaded, report.files[0].line_ends) == (3, "mixed")


def test_one_damaged_line_in_a_utf8_file_does_not_garble_the_others(tmp_path: Path) -> None:
    good = "".join(f"A-{number},Zürich\n" for number in range(5))
    text = b"account_id,name\n" + good.encode() + b"A-9,Z\xfcrich\n"
    workspace, report = loaded(tmp_path, accounts__csv=text)
    assert (table(report, "accounts").loaded, table(report, "accounts").rejected) == (5, 1)
    assert rows(workspace, "select distinct written_name from staging.accounts") == [("Zürich",)]


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    sources = '[accounts]\nfile = "accounts.csv"\nencoding = "cp1250"\n'
    text = "account_id,name\nA-1,Łódź\nA-2,Škoda\n".encode("cp1250")
    workspace, report = loaded(tmp_path, accounts__csv=text, sources__toml=sources)
    assert rows(workspace, "select name from staging.accounts order by account_id") == [("Łódź",), ("Škoda",)]
    assert report.files[0].encoding == "CP1250"


@pytest.mark.parametrize("encoding", ["nonsense", "ascii", "base64"])
def test_a_named_encoding_that_does_not_fit_is_one_sentence(tmp_path: Path, encoding: str) -> None:
    sources = f'[accounts]\nfile = "accounts.csv"\nencoding = "{encoding}"\n'
    with pytest.raises(
        LoadFailed, match=r"sources\.toml \[accounts\] line 3: (accounts\.csv cannot be read as|there is no encoding) "
    ):
        load(desk(tmp_path, accounts__csv="account_id,name\nA-1,Łódź\n", sources__toml=sources))
