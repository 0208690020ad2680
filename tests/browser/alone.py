"""Steward where there is no network: started, and one page run as a browser has it run; prints what came of it."""

import asyncio
import fcntl
import json
import socket
import struct
import sys
import time
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from tests.browser.conftest import serving
from tests.browser.entering import TOKEN
from tests.own_loop import run as run_alone

SET_FLAGS, UP = 0x8914, 0x1


def have_oneself() -> None:
    """A new network namespace has 127.0.0.1, switched off."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        fcntl.ioctl(asked, SET_FLAGS, struct.pack("16sh", b"lo", UP))


async def run_a_page(url: str) -> dict[str, object]:
    """The first page, to its end."""
    port = url.rpartition(":")[2]
    headers = {"Cookie": f"steward-{port}={TOKEN}", "Origin": url}
    headings = []
    async with connect(
        f"{url.replace('http', 'ws')}/_stcore/stream", additional_headers=headers, max_size=None
    ) as page:
        asked = BackMsg()
        asked.rerun_script.query_string = ""
        await page.send(asked.SerializeToString())
        while True:
            said = ForwardMsg()
            said.ParseFromString(await page.recv())
            body = said.delta.new_element.markdown.body
            headings += [body] if body.startswith("# ") else []
            if said.WhichOneof("type") == "script_finished":
                return {"finished": said.script_finished, "headings": headings}


if __name__ == "__main__":
    have_oneself()
    started = time.monotonic()
    with serving(Path(sys.argv[1])) as served:
        told = run_alone(asyncio.wait_for(run_a_page(served), 120))
    print(json.dumps({**told, "seconds": time.monotonic() - started}))
