"""What the content of a file says, worked out once for whoever comes with the same content.

Nobody learns anything by it: who has no content to bring is told nothing, and who has would read the same out of it."""

from collections import OrderedDict
from threading import Lock
from typing import Any

from steward.plans.files.looked import Content
from steward.plans.files.reading import ReadPlan
from steward.plans.files.store import opened

MOST = 65_536
"""As many are kept: a dozen sets of sections of five thousand files. What nobody asked for longest goes."""

_held: OrderedDict[tuple[object, ...], ReadPlan[Any]] = OrderedDict()
_lock = Lock()


def found_in(kind: type[Any], file: str, account_id: str, content: Content, sections: frozenset[str]) -> ReadPlan[Any]:
    """What these sections of a file of this content say; frozen, as others are handed it too."""
    key = (kind, file, account_id, sections, content.digest)
    with _lock:
        found = _held.get(key)
        if found is not None:
            _held.move_to_end(key)
            return found
    found = opened(kind, file, account_id, content.said, sections).found
    with _lock:
        _held[key] = found
        while len(_held) > MOST:
            _held.popitem(last=False)
    return found
