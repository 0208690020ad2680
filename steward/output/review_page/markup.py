"""HTML made of parts that cannot be anything else: texts are escaped, and values are JSON that ends no script."""

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

Html = str
"""Markup, made by the functions here."""
_LINES = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# Signs that no HTML may hold, and those that turn the order of the letters behind them.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TAGS_IN_JSON = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
EMPTY = frozenset({"meta", "img"})


def clean(said: str) -> str:
    """The text without what a page must not hold or what would disguise what it says."""
    return _UNFIT.sub("", _LINES.sub("\n", said))


def text(said: str) -> Html:
    """The text as it reads, between tags and in attributes alike."""
    return escape(clean(said), quote=True)


def tag(name: str, /, *content: Html, **attributes: str | int | None) -> Html:
    """An element around markup. `class_` is `class`, `aria_label` is `aria-label`; None leaves an attribute out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>" + ("" if name in EMPTY else f"{''.join(content)}</{name}>")


def each(name: str, parts: Iterable[str]) -> Html:
    """An element around each of some texts."""
    return "".join(tag(name, text(part)) for part in parts)


def data(value: Any, **attributes: str | None) -> Html:
    """Values for the page's own script, as a block that no browser runs."""
    said = json.dumps(_cleaned(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return tag(
        "script", re.sub("[<>&]", lambda found: _TAGS_IN_JSON[found[0]], said), type="application/json", **attributes
    )


def _cleaned(value: Any) -> Any:
    """Plain values with every text in them clean."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): _cleaned(one) for key, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list | tuple) else value
