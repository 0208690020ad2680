"""How people come in: on their own on this machine, by a sign-in of ours, or through a proxy that signs them in.

`server.toml` in the home says which; whoever starts the server reads it once, and tells the pages by the environment.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from steward.errors import ServerSettingsWrong
from steward.ui.server.proxy import networks
from steward.workspace import read_toml

FILE = "server.toml"
KIND, HEADER, ADDRESSES, HOURS = "STEWARD_ENTRANCE", "STEWARD_HEADER", "STEWARD_PROXIES", "STEWARD_SESSION_HOURS"
NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
LEAST_SECRET, USUAL_HOURS = 32, 12.0


class Entrance(StrEnum):
    """How people come in."""

    SOLO = "solo"
    SIGN_IN = "sign-in"
    PROXY = "proxy"


@dataclass(frozen=True)
class Way:
    """How people come in here. `header`: in which a proxy names whom it signed in, and `proxies`: from which addresses
    it is believed; `hours`: after how many a sign-in is asked for again."""

    entrance: Entrance = Entrance.SOLO
    header: str = ""
    proxies: tuple[str, ...] = ()
    hours: float = USUAL_HOURS

    def tell(self) -> None:
        """Tell the pages, which run in this process and in those it begins."""
        told = {
            KIND: self.entrance.value, HEADER: self.header, ADDRESSES: ",".join(self.proxies), HOURS: str(self.hours),
        }  # fmt: skip
        os.environ.update(told)


SOLO = Way()


def way() -> Way:
    """What the server was started with; alone on this machine where nobody said anything."""
    said = os.environ.get
    proxies = tuple(filter(None, said(ADDRESSES, "").split(",")))
    return Way(Entrance(said(KIND, Entrance.SOLO)), said(HEADER, ""), proxies, float(said(HOURS, USUAL_HOURS)))


def settings_file(home: Path) -> Path:
    """Where a home says how people come in."""
    return home / FILE


def read_way(home: Path) -> Way:
    """How people come in, as `server.toml` says. Raises ServerSettingsWrong, or SourcesUnreadable."""
    path = settings_file(home)
    said = read_toml(path) if path.is_file() else {}
    unknown = sorted(set(said) - {"auth", "proxy"})
    if unknown:
        raise ServerSettingsWrong(f"{FILE}: [{unknown[0]}] is not known here; there are [auth] and [proxy].")
    if "auth" in said and "proxy" in said:
        raise ServerSettingsWrong(f"{FILE}: [auth] or [proxy], not both: one of them says who somebody is.")
    if "auth" in said:
        return _sign_in(said["auth"])
    return _proxy(said["proxy"]) if "proxy" in said else Way()


def _sign_in(said: Any) -> Way:
    """The section that Streamlit reads too; `hours` is ours."""
    table = _table(said, "auth")
    missing = [name for name in NEEDED if not str(table.get(name, "")).strip()]
    if missing:
        raise ServerSettingsWrong(f"{FILE}: [auth] needs {missing[0]}; docs/access.md says where it comes from.")
    if len(str(table["cookie_secret"])) < LEAST_SECRET:
        raise ServerSettingsWrong(
            f"{FILE}: cookie_secret should be {LEAST_SECRET} random characters or more; whoever guesses it is anybody."
        )
    return Way(Entrance.SIGN_IN, hours=_hours(table))


def _proxy(said: Any) -> Way:
    table = _table(said, "proxy")
    header, addresses = table.get("header"), table.get("addresses")
    if not isinstance(header, str) or not header.strip():
        raise ServerSettingsWrong(f'{FILE}: [proxy] needs header, such as "X-Forwarded-Email".')
    if not isinstance(addresses, list) or not addresses or not all(isinstance(one, str) and one for one in addresses):
        raise ServerSettingsWrong(f'{FILE}: [proxy] needs addresses, those the proxy calls from: ["10.0.0.5"].')
    try:
        networks(tuple(addresses))
    except ValueError as problem:
        raise ServerSettingsWrong(f"{FILE}: [proxy] addresses: {problem}.") from problem
    return Way(Entrance.PROXY, header.strip(), tuple(addresses))


def _table(said: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(said, dict):
        raise ServerSettingsWrong(f"{FILE}: {name} should be a table: [{name}].")
    return said


def _hours(table: Mapping[str, Any]) -> float:
    hours = table.get("hours", USUAL_HOURS)
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not 0 < hours <= 24 * 30:
        raise ServerSettingsWrong(f"{FILE}: hours should be a number up to 720, after which people sign in again.")
    return float(hours)
