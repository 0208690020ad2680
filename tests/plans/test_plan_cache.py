"""Files of many plans read at once: what is wrong in one is told, once, and the others are used all the same."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from steward.plans.files import looked
from steward.plans.files.looked import looked_once
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal import opportunities as pipeline
from steward.plans.internal import renewals
from steward.plans.internal.opportunities import OpportunityChanges
from steward.plans.internal.renewals import Renewals
from steward.whole_files import swap

IDS = ("A1", "B1", "C1")
CALLED = """account_id = "{}"

[[calls]]
contract = "C-{}"
category = "{}"
"""


@pytest.fixture
def plan_cache(tmp_path: Path) -> PlanCache:
    return PlanCache(Plans.whole(tmp_path))


def _write(plan_cache: PlanCache, account_id: str, file: str, content: str | bytes) -> Path:
    path = plan_cache.plans.of(account_id) / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _told(plan_cache: PlanCache) -> list[tuple[str, int]]:
    return [(one.file, one.line) for one in plan_cache.problems(IDS)]


def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_used(plan_cache: PlanCache) -> None:
    wrong = _write(plan_cache, "A1", renewals.FILE, CALLED.format("A1", 1, "perhaps"))
    _write(plan_cache, "B1", renewals.FILE, CALLED.format("B1", 2, "will renew"))
    found = plan_cache.of(Renewals, renewals.FILE, "calls").all_of(IDS)
    assert {key: [one.contract for one in plan.calls] for key, plan in found.items()} == {"A1": ["C-1"], "B1": ["C-2"]}
    assert _told(plan_cache) == [(f"{wrong.parent.name}/{renewals.FILE}", 5)]


def test_once_it_is_fixed_nothing_is_told(plan_cache: PlanCache) -> None:
    plan_cache.of(OpportunityChanges, pipeline.FILE, "changes")
    path = _write(plan_cache, "A1", pipeline.FILE, 'account_id = "A1"\n[[changes]\n')
    assert set(_told(plan_cache)) == {(f"{path.parent.name}/{pipeline.FILE}", 2)}
    _write(plan_cache, "A1", pipeline.FILE, 'account_id = "A1"\n')
    assert _told(plan_cache) == []


def test_a_file_read_for_two_purposes_is_told_of_once(plan_cache: PlanCache) -> None:
    _write(plan_cache, "A1", renewals.FILE, "account_id = A1\n")
    plan_cache.of(Renewals, renewals.FILE, "calls")
    once = _told(plan_cache)
    plan_cache.of(Renewals, renewals.FILE, "plays")
    assert _told(plan_cache) == once != []


def test_text_in_another_encoding_is_told_of(plan_cache: PlanCache) -> None:
    _write(plan_cache, "C1", renewals.FILE, CALLED.format("C1", "Süd", "will renew").encode("latin-1"))
    plan_cache.of(Renewals, renewals.FILE, "calls")
    (one,) = plan_cache.problems(IDS)
    assert (one.line, one.message) == (4, "This line is not UTF-8 text.")


def test_a_moment_that_is_past_changes_nothing_and_one_to_come_does_once_it_is(tmp_path: Path) -> None:
    now = [datetime(2026, 10, 8, 12, tzinfo=UTC)]
    cache = PlanCache(Plans.whole(tmp_path), lambda: now[0])
    before = cache.state(IDS)
    cache.changes_at([now[0] - timedelta(days=1), now[0], now[0] + timedelta(hours=1)])
    assert cache.state(IDS) == before, "what was made just now knew of what is past"
    now[0] += timedelta(hours=2)
    assert cache.state(IDS) != before


def test_a_state_is_told_once_while_all_stands_as_it_stood_and_anew_once_a_file_does_not(
    plan_cache: PlanCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looked, "SETTLED", -(10**12))
    plan_cache.of(Renewals, renewals.FILE, "calls")
    path = _write(plan_cache, "A1", renewals.FILE, "1")
    before = plan_cache.state(IDS)
    with monkeypatch.context() as other:
        other.setattr(PlanCache, "_told", None)
        assert plan_cache.state(IDS) == before
    path.write_text("by hand")
    after = plan_cache.state(IDS)
    assert after != before
    plan_cache.of(OpportunityChanges, pipeline.FILE, "changes")
    _write(plan_cache, "A1", pipeline.FILE, "3")
    assert plan_cache.state(IDS) != after, "what is asked for since counts"


def test_of_each_account_only_what_changed_is_made_anew(plan_cache: PlanCache) -> None:
    read, made = plan_cache.of(Renewals, renewals.FILE, "calls"), []
    for account_id in IDS:
        _write(plan_cache, account_id, renewals.FILE, CALLED.format(account_id, 1, "will renew"))

    def said(account_id: str, plan: Renewals) -> str:
        made.append(account_id)
        return plan.calls[0].contract

    def all_said() -> list[str]:
        plans = read.all_of(IDS).items()
        return [
            plan_cache.each("calls", key, (plan,), lambda key=key, plan=plan: said(key, plan)) for key, plan in plans
        ]

    assert all_said() == all_said() == ["C-1", "C-1", "C-1"]
    assert made == list(IDS)
    _write(plan_cache, "B1", renewals.FILE, CALLED.format("B1", 22, "will renew"))
    assert all_said() == ["C-1", "C-22", "C-1"]
    assert made == [*IDS, "B1"]


def test_what_a_run_asks_for_again_follows_what_is_saved_in_it(plan_cache: PlanCache) -> None:
    path = _write(plan_cache, "A1", renewals.FILE, CALLED.format("A1", 1, "will renew"))
    files = plan_cache.of(Renewals, renewals.FILE, "calls")
    with looked_once():
        assert [one.contract for one in files.all_of(IDS)["A1"].calls] == ["C-1"]
        swap(path, CALLED.format("A1", 22, "will renew").encode())
        assert [one.contract for one in files.all_of(IDS)["A1"].calls] == ["C-22"]
        assert dict(files.all_of(["B1"])) == {}, "of others it is asked anew"


def test_the_first_file_of_another_kind_at_an_account_changes_nothing(plan_cache: PlanCache) -> None:
    _write(plan_cache, "A1", renewals.FILE, CALLED.format("A1", 1, "will renew"))
    plan_cache.of(Renewals, renewals.FILE, "calls").all_of(IDS)
    before = plan_cache.state(IDS)
    _write(plan_cache, "B1", pipeline.FILE, 'account_id = "B1"\n')
    assert plan_cache.state(IDS) == before
    _write(plan_cache, "B1", renewals.FILE, CALLED.format("B1", 2, "will renew"))
    assert plan_cache.state(IDS) != before
