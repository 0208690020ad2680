"""Whatever is logged, corrected, exported and brought back by imports, in any order: each record goes out once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from steward.briefings.internal.touches.to_export import to_export
from steward.plans.internal.activities import ActivityLog, CrmSystem, Exported, ExportKind, digest_of, steward_id
from tests.touches.made import CALL

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("log"), st.integers(0, 3), st.just("")),
        st.tuples(st.just("correct"), st.integers(0, 3), st.sampled_from(["first", "second", "third"])),
        st.tuples(st.just("join"), st.integers(0, 3), st.just("")),
        st.tuples(st.just("import"), st.integers(0, 3), st.just("")),
        st.tuples(st.just("export"), st.integers(0, 1), st.just("")),
    ),
    max_size=16,
)


def _taken(log: ActivityLog, system: CrmSystem, arrived: dict[str, str]) -> ActivityLog:
    """The log after a file was taken out."""
    noted = tuple(
        Exported(what=one.what, system=system, kind=one.kind, digest=one.digest, exported_on=date(2026, 9, 30))
        for one in to_export("A1", log, system, arrived, ())
    )
    return replace(log, exported=(*log.exported, *noted))


def _after(steps: Sequence[tuple[str, int, str]]) -> tuple[ActivityLog, dict[str, str]]:
    log, arrived = ActivityLog(account_id="A1"), dict[str, str]()
    for step, number, words in steps:
        key = f"c{number}"
        if step == "log" and not any(one.id == key for one in log.logged):
            log = replace(log, logged=(*log.logged, replace(CALL, id=key)))
        elif step in ("correct", "join"):
            change = {"note": words} if step == "correct" else {"same_as": "x"}
            log = replace(log, logged=tuple(replace(one, **change) if one.id == key else one for one in log.logged))
        elif step == "import":
            arrived[steward_id("A1", key)] = f"crm-{number}"
        elif step == "export":
            log = _taken(log, list(CrmSystem)[number], arrived)
    return log, arrived


@given(STEPS)
def test_each_record_goes_to_a_system_once_and_again_only_where_it_says_something_else(
    steps: list[tuple[str, int, str]],
) -> None:
    log, arrived = _after(steps)
    firsts = Counter((one.what, one.system) for one in log.exported if one.kind is ExportKind.FIRST)
    assert all(count == 1 for count in firsts.values())
    for pair in {(one.what, one.system) for one in log.exported}:
        said = [one.digest for one in log.exported if (one.what, one.system) == pair]
        assert all(before != after for before, after in pairwise(said))
        assert pair in firsts, "nothing is corrected that never went out"
    for system in CrmSystem:
        done = _taken(log, system, arrived)
        assert to_export("A1", done, system, arrived, ()) == (), "a second file would be empty"
        told = {one.what: one.digest for one in done.exported if one.system is system}
        waits = [one for one in log.logged if not one.same_as and steward_id("A1", one.id) not in arrived]
        assert all(told[one.id] == digest_of(one) for one in waits), "nothing that waits is left out"
