"""One `Workspace(home)` points at what a company mounts: `data/`, `account_plans/`, `exports/`."""

import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from steward.domain.access.scope import EVERYTHING, Scope
from steward.errors import NothingToLoad, SourcesUnreadable

PACKAGE = Path(__file__).resolve().parent
CARRIED = PACKAGE / "_app"
INSTALLED = CARRIED.is_dir()
PROJECT = CARRIED if INSTALLED else PACKAGE.parent
"""Where app.py, pages/ and docs/ are: the checkout, or what an installed package carries of it (see pyproject.toml)."""
COMMAND = "steward" if INSTALLED else "python -m steward"
MOST_MONTHS = 120
"""Of a contract whose whole value a CRM calls the amount."""


@dataclass(frozen=True)
class Settings:
    """What `data/workspace.toml` says. `strategic_threshold` is MRR in `currency`; `as_of` None = from the data;
    `today` None = the day it is: only a company that never goes on, such as the fictional one, names its own.

    `crm_amount_months`: how many months the amount of an opportunity stands for in the CRM, None = nobody said;
    `crm_pipeline`: how HubSpot calls the pipeline that deals are imported into; `crm_fields`: what of ours goes into
    which field of the CRM, by our words."""

    company: str = "Our company"
    currency: str = "EUR"
    timezone: str = "UTC"
    fiscal_year_starts: int = 1
    strategic_threshold: float = 50_000
    as_of: date | None = None
    today: date | None = None
    crm_amount_months: int | None = None
    crm_pipeline: str = "Sales Pipeline"
    crm_fields: tuple[tuple[str, str], ...] = ()
    sample: bool = False


@dataclass(frozen=True)
class Workspace:
    """The three folders of content below `home`. `scope`: what of them whoever looks may see. It has no default: who
    forgot it would give all of it away."""

    home: Path
    scope: Scope

    @classmethod
    def whole(cls, home: Path) -> "Workspace":
        """All of it."""
        return cls(home, EVERYTHING)

    @classmethod
    def find(cls, home: Path | str | None = None) -> "Workspace":
        """All of `home`, else of `$STEWARD_HOME`, else of the current folder; who asks for somebody narrows it."""
        return cls.whole(Path(home or os.environ.get("STEWARD_HOME") or Path.cwd()).resolve())

    @property
    def data(self) -> Path:
        """The company's files; imported, never edited by the app."""
        return self.home / "data"

    @property
    def plans(self) -> Path:
        """What people write, one folder per account."""
        return self.home / "account_plans"

    @property
    def exports(self) -> Path:
        """Finished decks and workbooks."""
        return self.home / "exports"

    @property
    def warehouse(self) -> Path:
        """Where warehouse files live; each load writes a new one."""
        return self.data / ".warehouse"

    @property
    def history(self) -> Path:
        """What loads saw before; only added to."""
        return self.data / ".history"

    @property
    def usage(self) -> Path:
        """Months of usage that an engine added up; they can always be brought again."""
        return self.data / ".usage"

    @property
    def secret(self) -> Path:
        """What links are signed with; a link made with another leads nowhere."""
        return self.data / ".secret"

    @property
    def drafts(self) -> Path:
        """What people typed and have not saved, a file per person; nobody but the app reads them."""
        return self.data / ".drafts"

    @property
    def brought(self) -> Path:
        """What people bring and have not saved yet, a folder per person, and the way back from the last save."""
        return self.data / ".bring"

    @property
    def rejects(self) -> Path:
        """Rejected rows, one CSV per table."""
        return self.data / "rejects"

    def require_data(self) -> None:
        """Raises NothingToLoad where there is no `data/`, and says what to do first."""
        if not self.data.is_dir():
            raise NothingToLoad(
                f"There is no folder {self.data}. Name your company's folder with --home or STEWARD_HOME, or make a "
                f"fictional company to look at: “{COMMAND} sample --home demo”."
            )

    def today(self) -> date:
        """The day it is where the company is, or the one its data names."""
        return self.settings.today or self.calendar_day()

    def calendar_day(self) -> date:
        """The day it really is there."""
        return datetime.now(ZoneInfo(self.settings.timezone)).date()

    @cached_property
    def settings(self) -> Settings:
        """`data/workspace.toml`, or the defaults where there is none. Raises SourcesUnreadable."""
        return read_settings(self.data / "workspace.toml")


def read_settings(path: Path) -> Settings:
    """Read and check one `workspace.toml`."""
    found = read_toml(path) if path.exists() else {}
    unknown = sorted(set(found) - set(Settings.__dataclass_fields__))
    if unknown:
        known = ", ".join(Settings.__dataclass_fields__)
        raise SourcesUnreadable(f"{path.name}: “{unknown[0]}” is not a setting; there are {known}.")
    return Settings(**{key: _checked(path.name, key, value) for key, value in found.items()})


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a dictionary. Raises SourcesUnreadable naming file and line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise SourcesUnreadable(f"{path.name} is not valid TOML: {problem}.") from problem


def _checked(file: str, key: str, value: Any) -> Any:
    """The value of one setting in its own type."""
    try:
        return _READERS[key](value)
    except (ValueError, TypeError, AttributeError) as problem:
        raise SourcesUnreadable(f"{file}: {key} = {value!r} {_EXPECTED[key]}.") from problem


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value.strip()


def _currency(value: Any) -> str:
    code = _text(value).upper()
    if len(code) != 3 or not code.isalpha() or not code.isascii():
        raise ValueError
    return code


def _zone(value: Any) -> str:
    name = _text(value)
    if name not in available_timezones():
        raise ValueError
    return name


def _month(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 12:
        raise ValueError
    return value


def _months(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_MONTHS:
        raise ValueError
    return value


def _threshold(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise ValueError
    return float(value)


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value)


def _day(value: Any) -> date:
    """A day on which somebody could look at this: with another a year more or less would be no day at all."""
    found = _date(value)
    if not 1990 <= found.year <= 2200:
        raise ValueError
    return found


CRM_FIELDS = (
    "health_score", "health_band", "last_contact", "touch_debt", "contact_roles", "renewal_forecast",
    "renewal_expected", "renewal_note",
)  # fmt: skip
"""What of ours can go into a field of the CRM."""


def _crm_fields(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not set(value) <= set(CRM_FIELDS):
        raise ValueError
    return tuple(sorted((name, _text(said)) for name, said in value.items()))


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


_READERS: dict[str, Callable[[Any], Any]] = {
    "company": _text,
    "currency": _currency,
    "timezone": _zone,
    "fiscal_year_starts": _month,
    "strategic_threshold": _threshold,
    "as_of": _date,
    "today": _day,
    "crm_amount_months": _months,
    "crm_pipeline": _text,
    "crm_fields": _crm_fields,
    "sample": _flag,
}
_EXPECTED = {
    "company": "should be a name in quotes",
    "currency": 'should be a three-letter code such as "EUR"',
    "timezone": 'should be a time zone such as "Europe/Berlin"',
    "fiscal_year_starts": "should be a month from 1 to 12",
    "strategic_threshold": "should be an amount a month, such as 50000",
    "as_of": "should be a date such as 2026-09-30",
    "today": "should be a date such as 2026-10-08",
    "crm_amount_months": f"should be a whole number of months from 1 to {MOST_MONTHS}, such as 12",
    "crm_pipeline": "should be a name in quotes",
    "crm_fields": f"should name a field of the CRM in quotes for any of {', '.join(CRM_FIELDS)}",
    "sample": "should be true or false",
}
