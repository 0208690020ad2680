"""XML as nested calls: `tag("c:axPos", val="l")`."""

from xml.sax.saxutils import escape, quoteattr

from steward.deck.shapes.text import clean


def tag(name: str, /, *inner: str, **attributes: object) -> str:
    """One element around inner XML; True and False become 1 and 0."""
    given = "".join(f" {key}={quoteattr(_written(value))}" for key, value in attributes.items())
    return f"<{name}{given}>{''.join(inner)}</{name}>" if inner else f"<{name}{given}/>"


def val(name: str, value: object) -> str:
    """An element that is nothing but its value."""
    return tag(name, val=value)


def text(words: str) -> str:
    """Character data that any XML parser takes."""
    return escape(clean(words))


def _written(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else f"{value:.15g}" if isinstance(value, float) else str(value)
