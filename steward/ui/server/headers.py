"""What a browser may do with what we send: nothing that leads elsewhere."""

import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from steward.ui.server.asgi import Application, Message, Receive, Scope, Send

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def content_policy(shell: Path) -> str:
    """Our own server alone. `shell`: the page that loads the app; what it runs itself is named by what it says.

    Styles are written into the page as it is drawn, pictures of charts are made in the browser (`data:`, `blob:`), and
    what a page adds to Streamlit's own scripts comes as a `blob:` from our own connection.
    """
    own = [b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode() for script in _inline(shell)]
    scripts = " ".join(["'self'", "blob:", *(f"'sha256-{one}'" for one in own)])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' blob:",
            "worker-src 'self' blob:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _inline(shell: Path) -> list[str]:
    return _INLINE.findall(shell.read_text(encoding="utf-8"))


def headers(shell: Path) -> dict[str, str]:
    """What goes with every answer."""
    return {
        "content-security-policy": content_policy(shell),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }


@dataclass(frozen=True)
class WithHeaders:
    """Puts them to every answer, in place of those that were there."""

    inside: Application
    told: dict[str, str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        ours = [(name.encode("latin-1"), text.encode("latin-1")) for name, text in self.told.items()]
        names = {name for name, _ in ours}

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                others = [pair for pair in message.get("headers", ()) if pair[0].lower() not in names]
                message = {**message, "headers": [*others, *ours]}
            await send(message)

        await self.inside(scope, receive, told)
