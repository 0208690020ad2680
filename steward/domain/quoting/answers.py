"""Whether the words of a mail approve or reject, without anything that could mean otherwise."""

import re

_APPROVES = re.compile(r"\b(?:approve|approves|approved)\b", re.IGNORECASE)
_REJECTS = re.compile(r"\b(?:reject|rejects|rejected)\b", re.IGNORECASE)
_LEAVES_OPEN = re.compile(
    r"n[’'`]t\b|\?|\b(?:not|no|nor|never|cannot|cant|dont|wont|nothing|nobody|neither|without|refuse\w*|decline\w*|disapprov\w*"
    r"|unable|if|unless|once|when|until|till|before|after|as soon as|as long as|except|but|however|although|though"
    r"|provided|providing|condition\w*|subject to|assuming|would|could|should|might|may|will|shall|can|must|need\w*"
    r"|please|pending|later|wait\w*|hold|or|only|instead|other than|send back|sent back|change\w*|nearly|almost|unclear"
    r"|revok\w*|withdraw\w*|withdrew|rescind\w*|unapprov\w*|joke|kidding)\b",
    re.IGNORECASE,
)


def approves(words: str) -> bool | None:
    """True where a text approves, False where it rejects, None where it says neither, both, or anything that leaves
    it open: then whoever reads it says what it means.

    >>> [approves(one) for one in ("I approve.", "Rejected: too low.", "Approved, if term is 36", "I do not approve")]
    [True, False, None, None]
    """
    yes, no = bool(_APPROVES.search(words)), bool(_REJECTS.search(words))
    return None if yes == no or _LEAVES_OPEN.search(words) else yes
