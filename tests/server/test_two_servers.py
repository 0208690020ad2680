"""Two servers on one home, and somebody with an editor: what each of them saves is there in the end."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.app import serving
from benchmarks.people import behind_a_proxy
from benchmarks.speaking import Answer, Window
from steward.plans.files.store import Plans
from steward.plans.internal.debrief import Debrief, file_of
from tests.access.signed_in import person, rules
from tests.begun import begun
from tests.own_loop import run as run_alone

QUARTER, ACCOUNT = "2026-Q3", "NW-1001"
ANNA, BEN = "anna@example.com", "ben@example.com"
MAY = 'may = ["read", "change", "export"]'


@pytest.fixture(scope="module")
def home(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("two") / "home"
    shutil.copytree(small_sample, copy)
    rules(copy, person(ANNA, "leadership", more=MAY) + person(BEN, "leadership", more=MAY))
    behind_a_proxy(copy)
    return copy


@pytest.fixture(scope="module")
def urls(home: Path) -> Iterator[tuple[str, str]]:
    with serving(home, begin=begun) as one, serving(home, begin=begun) as other:
        yield one.url, other.url


def _notes(home: Path) -> tuple[str, str]:
    notes = Plans.whole(home / "account_plans").open(Debrief, file_of(QUARTER), ACCOUNT).plan.notes
    return notes.went_well, notes.went_badly


async def _opened(url: str, email: str) -> tuple[Window, Answer]:
    window = await Window.open(url, X_Forwarded_Email=email)
    return window, await window.go("debrief", account=ACCOUNT, quarter=QUARTER)


def test_what_both_save_is_there(home: Path, urls: tuple[str, str]) -> None:
    async def act() -> None:
        (anna, hers), (ben, his) = await _opened(urls[0], ANNA), await _opened(urls[1], BEN)
        typed, also = await anna.put(hers, What_went_well="The pilot"), await ben.put(his, What_did_not="The invoice")
        assert not (await anna.press(typed, "Save")).failed
        assert not (await ben.press(also, "Save")).failed

    run_alone(act())
    assert _notes(home) == ("The pilot", "The invoice")


def test_of_one_field_that_both_write_neither_is_lost(home: Path, urls: tuple[str, str]) -> None:
    async def act() -> Answer:
        (anna, hers), (ben, his) = await _opened(urls[0], ANNA), await _opened(urls[1], BEN)
        typed, also = (
            await anna.put(hers, What_went_well="As Anna says"),
            await ben.put(his, What_went_well="As Ben says"),
        )
        await anna.press(typed, "Save")
        return await ben.press(also, "Save")

    told = run_alone(act())
    assert _notes(home)[0] == "As Anna says"
    assert "As Ben says" in told.text and "As Anna says" in told.text, "both are shown to whoever came second"


@pytest.mark.every
def test_what_somebody_writes_with_an_editor_meanwhile_stays(home: Path, urls: tuple[str, str]) -> None:
    path = Plans.whole(home / "account_plans").of(ACCOUNT) / file_of(QUARTER)

    async def act() -> None:
        window, shown = await _opened(urls[0], ANNA)
        typed = await window.put(shown, Between_the_lines="They look at others")
        path.write_text(path.read_text(encoding="utf-8") + "\n# by hand\n", encoding="utf-8")
        assert not (await window.press(typed, "Save")).failed

    run_alone(act())
    said = path.read_text(encoding="utf-8")
    assert "# by hand" in said and "They look at others" in said
