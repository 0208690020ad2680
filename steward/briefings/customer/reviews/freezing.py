"""A review's material as text and back: every figure and exhibit to the last digit, read by every later version.

What is written follows the fields of `Material` and knows no Python names: a class or module may be renamed or moved.
Fields that a file lacks are at their default, those it has too many are left; `frozen_formats` reads what came before.
"""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, NoReturn

from steward.briefings.customer.frozen_formats import FORMAT, up_to_date
from steward.briefings.customer.frozen_values import converter
from steward.briefings.customer.material.material import Material
from steward.errors import FrozenUnreadable
from steward.exhibits import Receipt

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


def is_of(found: Material, account_id: str) -> bool:
    """Whether it is of this account, and whatever it says to come from is of this account, of those that are told as
    one with it, or of its own plan.

    People can change the file, and a receipt names what is read when somebody asks where a figure comes from."""
    own = {account_id, *(one.account_id for one in found.covers)}
    return found.account_id == account_id and all(_is_own(receipt, own) for receipt in _receipts(found))


def _is_own(receipt: Receipt, own: set[str]) -> bool:
    if receipt.relation.partition(",")[0].endswith(".toml"):
        return True
    accounts = receipt.asked.get("account_id", ())
    return receipt.relation.startswith("customer.") and bool(accounts) and own.issuperset(accounts)


def _receipts(held: Any) -> Iterator[Receipt]:
    """Every receipt in a value, whatever it is in."""
    if isinstance(held, Receipt):
        yield held
    elif is_dataclass(held):
        for field in fields(held):
            yield from _receipts(getattr(held, field.name))
    elif isinstance(held, tuple):
        for one in held:
            yield from _receipts(one)


def _refused(value: Any) -> NoReturn:
    raise TypeError(f"{type(value).__name__} cannot be frozen")
