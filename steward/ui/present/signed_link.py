"""A link to a window that presents: signed, so that what it says is what this server said, and good for a while."""

from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha384

from itsdangerous import BadData, URLSafeTimedSerializer

from steward.errors import LinkRefused

GOOD_FOR = timedelta(days=30)


class PresentWindow(StrEnum):
    """Which window a link opens; neither opens the other."""

    CUSTOMER = "customer"
    PRESENTER = "presenter"
    VIEW = "customer view"


ASK = {
    PresentWindow.CUSTOMER: "Ask for a new one where you got it.",
    PresentWindow.VIEW: "Ask for a new one where you got it.",
    PresentWindow.PRESENTER: "Open a new one from the page Review, step Present.",
}
NOWHERE = "This link leads to no review."


@dataclass(frozen=True)
class Link:
    """What a link says. `room`: which windows belong together; `who`: in whose name notes are saved."""

    account_id: str
    quarter: str
    room: str
    who: str


def signed(link: Link, window: PresentWindow, secret: str) -> str:
    """The link as it stands in an address."""
    return str(_signing(window, secret).dumps(astuple(link)))


def read(token: str, window: PresentWindow, secret: str, now: datetime) -> Link:
    """What a link says. Raises LinkRefused where it was not signed for this window, or too long ago."""
    try:
        # Without a secret nothing was ever signed, and anybody could sign with nothing.
        said, signed_at = _signing(window, secret).loads(token, return_timestamp=True) if secret else ((), now)
        found = Link(*map(str, said))
    except (BadData, UnicodeError, TypeError):
        raise LinkRefused(f"{NOWHERE} {ASK[window]}") from None
    if now > signed_at + GOOD_FOR:
        raise LinkRefused(f"This link was good until {signed_at + GOOD_FOR:%d %B %Y}. {ASK[window]}")
    return found


def _signing(window: PresentWindow, secret: str) -> URLSafeTimedSerializer:
    """The 48 bytes of SHA-384 are 64 whole characters: no bit of the last is spare, so that no other means the same."""
    return URLSafeTimedSerializer(
        secret, salt=f"steward.present.{window}", signer_kwargs={"digest_method": sha384, "key_derivation": "hmac"}
    )
