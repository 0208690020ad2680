"""The formats in which reviews were frozen, each brought up to the one after it.

A new field with a default needs nothing here. What a file of before cannot say otherwise (a field with no default, one
that is called or means something else) needs a new number, a step that makes the new format of the old one, and a
golden file of the new one, `tests/golden/frozen/review-<number>.json`, which is read for ever.
"""

from collections.abc import Callable, Mapping
from typing import Any

from steward.errors import FrozenUnreadable

FORMAT = 2


def up_to_date(held: Any) -> Any:
    """The material of a file of any format, as the newest has it. Raises FrozenUnreadable for a later one."""
    number, found = int(held["format"]), held["material"]
    if number > FORMAT:
        raise FrozenUnreadable(
            "The frozen figures were written by a newer version of Steward; open them with that one."
        )
    for step in range(number, FORMAT):
        found = _STEPS[step](found)
    return found


def _from_1(held: Any) -> Any:
    """The first format named a Python type beside every value; the names of exhibits are those of their kinds."""
    match held:
        case list():
            return [_from_1(each) for each in held]
        case {"is": "decimal", "digits": digits}:
            return {"decimal": digits}
        case {"is": "date", "day": day}:
            return {"date": day}
        case {"is": _, "word": word, **rest} if not rest:
            return word
        case dict():
            return {key: _from_1(each) for key, each in held.items()}
    return held


_STEPS: Mapping[int, Callable[[Any], Any]] = {1: _from_1}
