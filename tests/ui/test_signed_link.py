"""The link to a window that presents: believed when this home signed it for this window, not long ago."""

import json
import multiprocessing
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from steward.errors import LinkRefused, SecretUnusable
from steward.ui.kit.secret import made_secret, secret_of
from steward.ui.present import signed_link
from steward.ui.present.signed_link import GOOD_FOR, Link, PresentWindow, read, signed
from steward.workspace import Workspace

SECRET, OTHER = "a" * 64, "b" * 64
LINK = Link("NW-1002", "2026-Q3", "room", "Anna")
LINKS = any_.builds(Link, *[any_.text(max_size=30)] * 4)
WINDOWS = any_.sampled_from(PresentWindow)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
SPAWN = multiprocessing.get_context("forkserver")


def _now() -> datetime:
    return datetime.now(UTC)


@given(LINKS, WINDOWS)
def test_what_was_signed_is_read_again(link: Link, window: PresentWindow) -> None:
    token = signed(link, window, SECRET)
    assert read(token, window, SECRET, _now()) == link
    assert set(token) <= set(ALPHABET), "nothing of it is written another way in an address"


@given(LINKS, WINDOWS, any_.data())
def test_with_any_character_changed_it_is_refused(link: Link, window: PresentWindow, data: any_.DataObject) -> None:
    token = signed(link, window, SECRET)
    place = data.draw(any_.integers(0, len(token) - 1))
    other = data.draw(any_.sampled_from(ALPHABET.replace(token[place], "")) | any_.characters(codec="utf-8"))
    if other != token[place]:
        with pytest.raises(LinkRefused, match="leads to no review"):
            read(token[:place] + other + token[place + 1 :], window, SECRET, _now())


def test_no_other_last_character_means_the_same() -> None:
    token = signed(LINK, PresentWindow.CUSTOMER, SECRET)
    for other in ALPHABET.replace(token[-1], ""):
        with pytest.raises(LinkRefused):
            read(token[:-1] + other, PresentWindow.CUSTOMER, SECRET, _now())


@given(LINKS, WINDOWS, any_.data())
def test_cut_or_with_more_behind_it_it_is_refused(link: Link, window: PresentWindow, data: any_.DataObject) -> None:
    token = signed(link, window, SECRET)
    cut = token[: data.draw(any_.integers(0, len(token) - 1))]
    for other in (cut, token + data.draw(any_.text(ALPHABET, min_size=1, max_size=5))):
        with pytest.raises(LinkRefused):
            read(other, window, SECRET, _now())


@given(any_.text() | any_.just("\ud800") | any_.just(json.dumps(["NW-1002", "2026-Q3", "room", "Anna"])), WINDOWS)
def test_words_that_nobody_signed_are_refused(token: str, window: PresentWindow) -> None:
    with pytest.raises(LinkRefused):
        read(token, window, SECRET, _now())


@given(LINKS)
def test_a_link_opens_the_window_it_was_made_for_and_no_other(link: Link) -> None:
    for own, other in (
        (PresentWindow.CUSTOMER, PresentWindow.PRESENTER),
        (PresentWindow.PRESENTER, PresentWindow.CUSTOMER),
    ):
        with pytest.raises(LinkRefused):
            read(signed(link, own, SECRET), other, SECRET, _now())


@pytest.mark.parametrize("secret", [OTHER, ""])
def test_a_link_of_another_home_is_refused(secret: str) -> None:
    with pytest.raises(LinkRefused):
        read(signed(LINK, PresentWindow.CUSTOMER, secret), PresentWindow.CUSTOMER, SECRET, _now())
    with pytest.raises(LinkRefused):
        read(signed(LINK, PresentWindow.CUSTOMER, secret), PresentWindow.CUSTOMER, "", _now())


def test_a_link_is_good_for_thirty_days_and_says_when_they_are_over() -> None:
    token = signed(LINK, PresentWindow.CUSTOMER, SECRET)
    for later in (timedelta(-1), timedelta(0), GOOD_FOR - timedelta(minutes=1)):
        assert read(token, PresentWindow.CUSTOMER, SECRET, _now() + later) == LINK, "nor does a clock set back end it"
    with pytest.raises(LinkRefused, match=rf"good until {_now() + GOOD_FOR:%d %B %Y}\."):
        read(token, PresentWindow.CUSTOMER, SECRET, _now() + GOOD_FOR + timedelta(seconds=1))


def test_a_link_of_another_form_is_refused() -> None:
    older = signed_link._signing(PresentWindow.CUSTOMER, SECRET).dumps(["NW-1002", "2026-Q3"])
    with pytest.raises(LinkRefused):
        read(older, PresentWindow.CUSTOMER, SECRET, _now())


def _made(home: Path, told: "multiprocessing.SimpleQueue[str]") -> None:
    told.put(made_secret(Workspace.whole(home)))


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    home = Workspace.whole(tmp_path)
    home.data.mkdir()
    assert secret_of(home) == ""
    told: multiprocessing.SimpleQueue[str] = SPAWN.SimpleQueue()
    both = [SPAWN.Process(target=_made, args=(tmp_path, told)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
    assert {told.get(), told.get(), made_secret(home), secret_of(home)} == {secret_of(home)} != {""}
    assert stat.S_IMODE(home.secret.stat().st_mode) == 0o600
    assert list(home.data.iterdir()) == [home.secret]


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 64])
def test_a_damaged_secret_is_said_and_not_signed_with(tmp_path: Path, content: bytes) -> None:
    home = Workspace.whole(tmp_path)
    home.data.mkdir()
    home.secret.write_bytes(content)
    for ask in (secret_of, made_secret):
        with pytest.raises(SecretUnusable, match=r"\.secret"):
            ask(home)
