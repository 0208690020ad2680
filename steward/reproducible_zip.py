"""Office files are zip packages; here they lose the moment at which they were written, so that equal content is equal
bytes."""

import struct

_END = b"PK\x05\x06"
# 1 January 1980, the earliest moment a zip can name.
_MIDNIGHT_1980 = struct.pack("<HH", 0, 0x21)


def timeless(package: bytes) -> bytes:
    """The same package without times: overwritten in place, which is far quicker than zipping again."""
    blob = bytearray(package)
    end = blob.rindex(_END)
    count, at = struct.unpack_from("<H", blob, end + 10)[0], struct.unpack_from("<I", blob, end + 16)[0]
    for _ in range(count):
        lengths = struct.unpack_from("<HHH", blob, at + 28)
        local = struct.unpack_from("<I", blob, at + 42)[0]
        blob[at + 12 : at + 16] = blob[local + 10 : local + 14] = _MIDNIGHT_1980
        at += 46 + sum(lengths)
    return bytes(blob)
