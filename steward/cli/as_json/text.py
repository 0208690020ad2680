"""Values as JSON writes them: numbers to six decimals, days as ISO text."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

DECIMALS = 6


def as_text(content: dict[str, Any]) -> str:
    """JSON with numbers to six decimals and dates as ISO text."""
    return json.dumps(plain(content), ensure_ascii=False, indent=2, allow_nan=False)


def plain(value: Any) -> Any:
    """JSON's own types; numbers keep six decimals."""
    match value:
        case dict():
            return {key: plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
        case date():
            return value.isoformat()
        case Decimal() if value == value.to_integral_value():
            return int(value)
        case Decimal() | float():
            return round(float(value), DECIMALS)
        case _:
            return value
