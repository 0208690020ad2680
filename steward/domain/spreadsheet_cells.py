"""What a spreadsheet makes of a text in one of its cells."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def begins_a_formula(text: str) -> bool:
    """Whether a spreadsheet would compute the text instead of showing it, also behind what it passes over."""
    return text.lstrip(" \n\x00\u00a0\ufeff").startswith(_BEGINS_A_FORMULA)
