"""A health set by hand, in words: who set it, when, why and until when; or what it lacks to count."""

from dataclasses import dataclass
from datetime import date

from steward.domain.health import Colour
from steward.exhibits import day_text, listed
from steward.exhibits.wording import capital
from steward.plans.internal.strategy import HealthOverride


@dataclass(frozen=True)
class Override:
    """What somebody set for an account. `author`: the name of who did; `as_of`: the day it is looked at."""

    health: Colour
    written: HealthOverride
    author: str
    as_of: date

    @property
    def holds(self) -> bool:
        """Whether it counts on the day."""
        return self.written.holds(self.as_of)

    @property
    def problem(self) -> str:
        """What it lacks to count, in a sentence; empty where it lacks nothing."""
        lacking = self.written.lacking
        if not lacking:
            return ""
        verb = "are" if len(lacking) > 1 else "is"
        return f"{capital(self.health)} was set by hand and does not count: {listed(lacking)} {verb} missing."

    @property
    def who_and_when(self) -> str:
        """` by Ida Falk on 12 Aug 2026`, as far as it is written."""
        by = f" by {self.author}" if self.author else ""
        return f"{by} on {day_text(self.written.set_on)}" if self.written.set_on else by

    @property
    def until(self) -> str:
        """`until 13 Nov 2026`, or `expired on …`; empty where no day is written."""
        end = self.written.expires_on
        if not end:
            return ""
        return f"{'expired on' if end < self.as_of else 'until'} {day_text(end)}"

    @property
    def why(self) -> str:
        """The reason, to end a sentence with."""
        return self.written.reason.strip().rstrip(".")

    @property
    def short(self) -> str:
        """For a narrow column: what was set, or why it does not count."""
        return str(self.health) if self.holds else "incomplete" if self.problem else "expired"

    @property
    def said(self) -> str:
        """All of it, or what it lacks."""
        return self.problem or f"{capital(self.health)}{self.who_and_when}, {self.until}: {self.why}"


def override_of(written: HealthOverride | None, author: str, as_of: date) -> Override | None:
    """What was set; None where nobody set a health."""
    return Override(written.health, written, author, as_of) if written and written.health else None
