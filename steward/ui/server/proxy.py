"""Behind a proxy that signs people in: it alone is answered, so that nobody else can say who they are."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from steward.ui.server.admission import PAGE, asks_for_life
from steward.ui.server.asgi import Application, Receive, Scope, Send, answer

SENTENCE = "Come in through the sign-in of your company: this server answers nobody else."


@dataclass(frozen=True)
class BehindProxy:
    """`networks`: from where the proxy calls."""

    inside: Application
    networks: tuple[IPv4Network | IPv6Network, ...]
    below: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what the proxy sends."""
        if scope["type"] == "lifespan" or asks_for_life(scope, self.below) or self._is_the_proxy(scope):
            await self.inside(scope, receive, send)
        else:
            await answer(scope, send, 403, body=PAGE.format(SENTENCE))

    def _is_the_proxy(self, scope: Scope) -> bool:
        try:
            address = ip_address((scope.get("client") or ("",))[0])
        except ValueError:
            return False
        if isinstance(address, IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped
        return any(address in network for network in self.networks)


def networks(addresses: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    """Addresses such as 10.0.0.5, or networks such as 10.0.0.0/24. Raises ValueError."""
    return tuple(ip_network(one, strict=False) for one in addresses)
