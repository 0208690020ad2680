"""Ids are hostile until proven otherwise: names that are safe in a file system and in a URL."""

import hashlib
import re
import unicodedata
from functools import lru_cache

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def slug(identifier: str) -> str:
    """A file name for an id: ASCII letters, digits, `-`; at most 60 long; two ids share one only where
    one of them is made to look like the folder of the other, which a load rejects.

    An id that is not already such a name gets a short digest of itself, so `../x` and `x` differ.
    """
    plain = unicodedata.normalize("NFKD", identifier).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()[:48].strip("-")
    if name == identifier.lower() and identifier.islower() and not _RESERVED.fullmatch(name):
        return name
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name or 'account'}-{digest}"
