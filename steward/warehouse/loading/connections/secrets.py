"""What of an address is nobody's business: no message, report or log may repeat it, in whichever way it is written."""

import re
from urllib.parse import quote, quote_plus, unquote, unquote_plus

SECRET_NAMES = r"\w*(?:pass|pwd|secret|token|key|credential|auth)\w*"
SAID = re.compile(rf"(?i)[?&;\s](?:{SECRET_NAMES})\s*=\s*('[^']*'|\"[^\"]*\"|[^&;\s]*)")
USER = re.compile(r"^[^:/?#]+://(.*)@", re.DOTALL)
TOO_SHORT = 4
"""Letters: what is shorter would be found in any sentence."""
HIDDEN = "…"


def without_secrets(message: str, address: str) -> str:
    """The message with nothing in it that is secret in the address; empty where that cannot be told."""
    secrets = _secrets(address)
    if any(len(one) < TOO_SHORT and one in message for one in secrets):
        return ""
    for one in sorted(secrets, key=len, reverse=True):
        message = message.replace(one, HIDDEN)
    return message


def _secrets(address: str) -> set[str]:
    """The address, who signs in with what, and every value whose name says that it is secret, however written."""
    user = USER.match(address)
    signed = user[1] if user else ""
    first = signed.partition("@")[0]
    said = [each.strip("'\"") for each in SAID.findall(f" {address}")]
    found = [address, signed, first, signed.partition(":")[2], first.partition(":")[2], *said]
    ways = (str, unquote, unquote_plus, lambda one: quote(one, safe=""), quote, quote_plus)
    return {written for one in found for way in ways if (written := way(one))}
