"""What a word for a state says by itself: one table for every page, slide and file."""

from collections.abc import Mapping

from steward.exhibits.charts import Mood

TO_DECIDE, RUNNING, SETTLED = "time to decide", "running", "goes on"
"""How far a contract is, on a line of time: drawn as a step that is in progress, planned, planned and done."""
DRAWN_AS: Mapping[str, str] = {
    TO_DECIDE: "in progress", RUNNING: "planned", SETTLED: "done",
    "in service": "done", "on schedule": "in progress", "new date": "in progress", "waiting for you": "in progress",
    "overdue": "late",
}  # fmt: skip
"""Words of contracts and orders on a line of time, and the state of a step that they are drawn as."""


def drawn_as(state: str) -> str:
    """The state of a step that a word is drawn as."""
    return DRAWN_AS.get(state, state)


MOODS: Mapping[str, Mood] = {
    **dict.fromkeys(
        (
            "kept", "reached", "on pace", "done", "as agreed", "met", "right", "best fourth", "yes", "green", "good",
            "inside", "worked", "approved", "in service", "on schedule",
        ),
        Mood.GOOD,
    ),
    **dict.fromkeys(
        (
            "partly", "behind pace", "came late", "near miss", "decide soon", "to do better", "give back", "needs room",
            "weakest fourth", "amber", "exceeded", "to be asked again", "new date", "waiting for you",
        ),
        Mood.WATCH,
    ),
    **dict.fromkeys(
        ("missed", "overdue", "late", "not kept", "moved away", "no", "red", "at risk", "breached", "did not work",
         "rejected", "not delivered", "later than promised"),
        Mood.BAD,
    ),
}  # fmt: skip


MARKS = {Mood.GOOD: "●", Mood.WATCH: "▲", Mood.BAD: "■"}
"""What stands before a state, told apart by their form where colours are not."""
OPEN = "○"
NO_BREAK = "\N{NO-BREAK SPACE}"


def marked(word: str) -> str:
    """`■ missed`: a state with the mark of what it says, in one piece.

    >>> marked("kept"), marked("open")
    ('●\\xa0kept', '○\\xa0open')
    """
    mood = mood_of(word)
    return f"{OPEN if mood is None else MARKS.get(mood, OPEN)} {word}".replace(" ", NO_BREAK)


def unmarked(text: str) -> str:
    """The state without its mark.

    >>> unmarked(marked("not kept"))
    'not kept'
    """
    return text.replace(NO_BREAK, " ").partition(" ")[2]


def mood_of(word: object) -> Mood | None:
    """The mood of a state, however it is spelled; None where it is neither good nor bad."""
    return MOODS.get(str(word).casefold())
