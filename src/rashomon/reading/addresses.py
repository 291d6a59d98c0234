"""Which addresses on the web may be asked: public ones only, whatever name, number or redirect leads there.

What is special is told by IANA's registries of special-purpose addresses (RFC 6890 and its updates). A name is
checked by every address that it stands for at the moment of connecting, and only those are connected to.
"""

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from rashomon.errors import RefusedAddress

#: Gives the addresses of a host, as text; raises OSError where it has none.
Resolver = Callable[[str, int], list[str]]

#: Ports of public hosts that are asked; others only where they are named as allowed.
PORTS = frozenset({80, 443, 8080, 8443})

_SPECIAL = tuple(
    (ip_network(network), what)
    for network, what in (
        ("0.0.0.0/8", "an address of this network"),
        ("10.0.0.0/8", "a private address"),
        ("100.64.0.0/10", "an address of a carrier's own network"),
        ("127.0.0.0/8", "a loopback address"),
        ("168.63.129.16/32", "the address at which Azure answers its own machines"),
        ("169.254.0.0/16", "a link-local address, where clouds answer with their keys"),
        ("172.16.0.0/12", "a private address"),
        ("192.0.0.0/24", "an address of protocols"),
        ("192.0.2.0/24", "an address for documentation"),
        ("192.31.196.0/24", "an address that swallows queries"),
        ("192.52.193.0/24", "an address of relays"),
        ("192.88.99.0/24", "an address of 6to4 relays"),
        ("192.168.0.0/16", "a private address"),
        ("192.175.48.0/24", "an address that swallows queries"),
        ("198.18.0.0/15", "an address for benchmarks"),
        ("198.51.100.0/24", "an address for documentation"),
        ("203.0.113.0/24", "an address for documentation"),
        ("224.0.0.0/4", "a multicast address"),
        ("255.255.255.255/32", "the broadcast address"),
        ("240.0.0.0/4", "a reserved address"),
        ("::/128", "the unspecified address"),
        ("::1/128", "a loopback address"),
        ("::ffff:0:0/96", "an IPv4 address in IPv6 clothes"),
        ("::/96", "an IPv4 address in IPv6 clothes"),
        ("64:ff9b::/96", "an address of NAT64, behind which any IPv4 address may lie"),
        ("64:ff9b:1::/48", "an address of local NAT64"),
        ("100::/64", "an address that discards"),
        ("2001::/32", "an address of Teredo, behind which any IPv4 address may lie"),
        ("2001:2::/48", "an address for benchmarks"),
        ("2001:10::/28", "an identifier, no address"),
        ("2001:20::/28", "an identifier, no address"),
        ("2001::/23", "an address of protocols"),
        ("2001:db8::/32", "an address for documentation"),
        ("2002::/16", "an address of 6to4, behind which any IPv4 address may lie"),
        ("3fff::/20", "an address for documentation"),
        ("5f00::/16", "an identifier of segments"),
        ("fc00::/7", "a private address"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a site-local address"),
        ("ff00::/8", "a multicast address"),
    )
)
_GLOBAL = ip_network("2000::/3")

_QUAD = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+")

#: A last label in figures, also hexadecimal: resolvers take the name for an address that it does not show
#: (WHATWG URL Standard, "ends in a number").
_NUMERIC = re.compile(r"0x[0-9a-f]*|[0-9]+")

#: Names that lead to this machine or the network around it (RFC 6761, 6762, 8375 and custom).
_LOCAL = ("localhost", "local", "localdomain", "internal", "intranet", "home", "lan", "corp", "home.arpa", "test",
          "invalid", "onion")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Access:
    """Who may be asked. `allowed` are hosts, or hosts with a port, that may be asked wherever they lie.

    That is the word of whoever asks. A page has no such say: where one that lies elsewhere leads to an allowed
    host (`led`), the host must be public all the same.
    """

    allowed: frozenset[str] = frozenset()

    def allows(self, host: str, port: int) -> bool:
        """Whether a host is one of those that may be asked wherever they lie."""
        named = f"[{host}]" if ":" in host else host
        return not self.allowed.isdisjoint((host, named, f"{named}:{port}"))

    def addresses(self, host: str, port: int, resolve: Resolver, *, led: bool = False) -> list[str]:
        """The addresses of a host that may be connected to. Raises RefusedAddress, and OSError of the resolver."""
        if self.allows(host, port) and not led:
            return resolve(host, port)
        if why := self.fault(host, port, led=led):
            raise RefusedAddress(host, why, ALLOW)
        found = resolve(host, port)
        for address in found:
            if why := special(address):
                raise RefusedAddress(host, f"it leads to {address}, {why}", ALLOW)
        return found

    def fault(self, host: str, port: int, *, led: bool = False) -> str:
        """What is wrong with a host, as a `Location` has it, before anybody is asked for its address; else ""."""
        if self.allows(host, port):
            if not led:
                return ""
        elif port not in PORTS:
            return f"port {port} is none where pages are published"
        if ":" in host or _QUAD.fullmatch(host):
            return special(host)
        if _NUMERIC.fullmatch(host.rpartition(".")[2]):
            return "it is an address in figures that hide where it leads"
        if any(host == name or host.endswith("." + name) for name in _LOCAL):
            return "its name is one of this machine or the network around it"
        return "" if "." in host else "its name has no domain, so it lies in the network around this machine"


#: What to do where an address is refused.
ALLOW = "save the page and read the file, or name the host in the setting `allow_hosts` if it is yours"


def special(address: str) -> str:
    """What is special about an IP address; "" for a public one. What is no address is told as that."""
    try:
        found = ip_address(address)
    except ValueError:
        return "no address"
    if isinstance(found, IPv6Address):
        inside: IPv4Address | None = found.ipv4_mapped
        if inside is not None:
            behind = special(str(inside))
            return f"{behind}, written as IPv6" if behind else "an IPv4 address in IPv6 clothes"
    for network, what in _SPECIAL:
        if found.version == network.version and found in network:
            return what
    if isinstance(found, IPv6Address) and found not in _GLOBAL:
        return "an address outside the public ones"
    return ""


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host by the system's resolver. Raises OSError where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError(f"{host} is no name of a host") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
