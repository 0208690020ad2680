"""Pages take turns, and nobody waits for ever."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from steward.ui.kit import turns


def test_no_more_than_a_few_are_made_at_a_time() -> None:
    at_work, most = [0], [0]
    lock, all_there = threading.Lock(), threading.Barrier(turns.AT_A_TIME)

    def page(_: int) -> None:
        with turns.a_turn():
            with lock:
                at_work[0] += 1
                most[0] = max(most[0], at_work[0])
            all_there.wait(600)
            time.sleep(0.01)  # whoever comes in besides is seen
            with lock:
                at_work[0] -= 1

    with ThreadPoolExecutor(8) as people:
        list(people.map(page, range(24)))
    assert most == [turns.AT_A_TIME]


def test_a_turn_ends_where_a_page_ends_early() -> None:
    for _ in range(turns.AT_A_TIME + 1):
        with pytest.raises(KeyboardInterrupt), turns.a_turn():
            raise KeyboardInterrupt
    assert _free() == turns.AT_A_TIME


def test_who_waits_for_a_process_of_its_own_lets_others_go_first() -> None:
    with turns.a_turn():
        with turns.others_first():
            assert _free() == turns.AT_A_TIME
        assert _free() == turns.AT_A_TIME - 1
    with turns.others_first():
        assert _free() == turns.AT_A_TIME, "whoever has no turn gives none"


def test_nobody_waits_for_a_page_that_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    held = [turns.a_turn() for _ in range(turns.AT_A_TIME)]
    for one in held:
        one.__enter__()
    with turns.a_turn():
        assert _free() == 0
    for one in reversed(held):
        one.__exit__(None, None, None)
    assert _free() == turns.AT_A_TIME, "what was never had is not given back"


def _free() -> int:
    """How many could begin now."""
    taken = [turns._turns.acquire(blocking=False) for _ in range(turns.AT_A_TIME + 1)]
    for _ in filter(None, taken):
        turns._turns.release()
    return sum(taken)


def test_what_is_made_for_nobody_yet_waits_for_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    turns.after_pages()
    done, page = threading.Event(), turns.a_turn()
    page.__enter__()
    assert turns.idle_for() == 0
    waiting = threading.Thread(target=lambda: (turns.after_pages(), done.set()))
    monkeypatch.setattr(turns, "FOR_PAGES", 600)
    waiting.start()
    assert not done.wait(0.05)
    page.__exit__(None, None, None)
    assert done.wait(600)
    monkeypatch.setattr(turns, "FOR_PAGES", 0.01)
    with turns.a_turn():
        turns.after_pages()  # not for ever
