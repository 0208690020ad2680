"""How much of what is long is tried: by `make test` the cases that tell most, by `make test-all` every one.

What waits for `make test-all` is marked `every`: a whole test by a decorator, some of its cases by `first` or `these`.
"""

import os
from collections.abc import Collection, Iterable
from typing import Any

import pytest

EVERYTHING = bool(os.environ.get("STEWARD_EVERY"))
AS_OFTEN = int(os.environ.get("STEWARD_AS_OFTEN", "1"))
"""Chance is asked so many times as often: by whoever looks for what the usual number of examples does not find."""


def times(number: int) -> int:
    """Of so many tries, those for now."""
    return (number if EVERYTHING else max(number // 4, 3)) * AS_OFTEN


def first(number: int, cases: Iterable[Any]) -> list[Any]:
    """Cases of a test, those that tell most before the others: so many are tried always, the others by `make test-all`.

    A tuple stands for several arguments, as in pytest.
    """
    found = list(cases)
    return [*found[:number], *map(_waiting, found[number:])]


def these(chosen: Collection[Any], cases: Iterable[Any]) -> list[Any]:
    """The same, where those that tell most are named."""
    return first(len(chosen), [*chosen, *(case for case in cases if case not in chosen)])


def _waiting(case: Any) -> Any:
    if isinstance(case, type(pytest.param())):
        return pytest.param(*case.values, id=case.id, marks=[*case.marks, pytest.mark.every])
    return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.every)
