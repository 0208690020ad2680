"""What a column that an export lacks would show, in words for whoever could add it to the export."""

from collections.abc import Mapping

SHOWS: Mapping[tuple[str, str], str] = {}
