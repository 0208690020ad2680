"""Letters that nobody sees: spaces of all kinds around values, and control characters inside."""

import re

SPACES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
)
SPACES += "\u2028\u2029\u202f\u205f\u3000"
NOTHING = "\xad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
CONTROLS = "".join(map(chr, range(1, 9))) + "".join(map(chr, range(14, 28))) + "\x7f"
AROUND = "'" + SPACES + NOTHING + CONTROLS + "'"
"""As an SQL text, for `trim`."""
JOINERS = "\u200c\u200d"
"""Invisible, but some scripts tell words apart by them."""
_ODD_SPACES = re.compile(f" *[{SPACES.replace(' ', '')}][{SPACES}]*")
_UNSEEN = dict.fromkeys(map(ord, set(NOTHING + CONTROLS) - set(JOINERS)))
SHOWN = "\xa0\xad\u200b\u200c\u200d\u200e\u200f\u2007\u2009\u202f\u2060\u3000\ufeff"
"""What may stand inside a value that looks right, and is told by its number."""


def seen(text: str) -> str:
    """A text without what is invisible around it."""
    return text.strip(SPACES + NOTHING + CONTROLS)


def heading(text: str) -> str:
    """The name of a column as it is read: a break of its line and any odd space in it is a space. Of plain letters only
    the spaces around them are not part of it, and so are nearly all."""
    if text.isascii() and text.isprintable():
        return text.strip(" ")
    return _ODD_SPACES.sub(" ", seen(text).translate(_UNSEEN))


def blank(value: str) -> str:
    """SQL for whether a text holds nothing that can be seen. DuckDB's trim is slow where it looks for many letters."""
    return f"({value} is null or regexp_full_match({value}, '[{SPACES}{NOTHING}{CONTROLS}]*'))"


def edged(value: str) -> str:
    """SQL for whether anything around a text may be invisible; told fast."""
    return f"{value} < '!' or {value} > '~' or {value}[-1] < '!' or {value}[-1] > '~'"


def trimmed(value: str) -> str:
    """SQL for a text without what is invisible around it; nothing is NULL. Most values need no work."""
    return f"case when {edged(value)} then nullif(trim({value}, {AROUND}), '') else {value} end"


def broken(value: str) -> str:
    """SQL for whether a text holds breaks that are not one letter, or a vertical tab or a page break."""
    return f"regexp_matches({value}, '[\\x0b-\\x0d\\x1c-\\x1f\\x{{85}}]')"


def scrubbed(value: str) -> str:
    """SQL for a text in which a line break is one letter, and a vertical tab or a page break a space."""
    breaks = f"replace(replace({value}, chr(13) || chr(10), chr(10)), chr(13), chr(10))"
    spaces = f"regexp_replace({breaks}, ' *[\\x0b\\x0c\\x1c-\\x1f\\x{{85}}]+ *', ' ', 'g')"
    return f"case when {broken(value)} then {spaces} else {value} end"


def plain(value: str) -> str:
    """SQL for a date or a number with ordinary spaces, and none around."""
    width = len(SPACES)
    visible = f"trim(translate({value}, '{SPACES}{NOTHING}{CONTROLS}', '{' ' * width}'))"
    return f"case when regexp_full_match({value}, '[!-~]([ -~]*[!-~])?') then {value} else {visible} end"


def shown(text: str) -> str:
    """SQL for a text whose invisible letters are named, such as ‹U+200B›."""
    for letter in SHOWN:
        text = f"replace({text}, '{letter}', '‹U+{ord(letter):04X}›')"
    return text
