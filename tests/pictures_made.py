"""Pictures that no camera takes: of any size, without the pixels."""

import struct
import zlib


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is so large; what it would unpack to is not there."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)),
            (b"IDAT", zlib.compress(b"")),
            (b"IEND", b""),
        )
    )
