"""What a terminal may be given."""


def printable(text: str) -> str:
    """One line that a terminal shows and does not obey, whatever a file holds."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
