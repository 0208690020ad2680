"""A review's material as text and back: every figure and exhibit to the last digit, read by every later version.

What is written follows the fields of `Material` and knows no Python names: a class or module may be renamed or moved.
Fields that a file lacks are at their default, those it has too many are left; `frozen_formats` reads what came before.
"""

import json
from typing import Any, NoReturn

from steward.briefings.customer.frozen_formats import FORMAT, up_to_date
from steward.briefings.customer.frozen_values import converter
from steward.briefings.customer.reviews.material import Material
from steward.errors import FrozenUnreadable

_CONVERTER = converter()


def frozen_text(found: Material) -> str:
    """The material as JSON that a person can read and a diff can show."""
    held = {"format": FORMAT, "material": _CONVERTER.unstructure(found, Material)}
    return json.dumps(held, ensure_ascii=False, indent=1, allow_nan=False, default=_refused)


def thawed(text: str) -> Material:
    """The material as it was. Raises FrozenUnreadable."""
    try:
        return _CONVERTER.structure(up_to_date(json.loads(text)), Material)
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as problem:
        raise FrozenUnreadable("The frozen figures are damaged and cannot be read; freeze them again.") from problem


def _refused(value: Any) -> NoReturn:
    raise TypeError(f"{type(value).__name__} cannot be frozen")
