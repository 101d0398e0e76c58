"""The addresses of this machine, and a socket that listens on exactly one of them; sends nothing to find out."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import struct
from contextlib import suppress

from hotwash.seats.errors import NotHere, NotOne, PortBarred, PortTaken

LOOPBACK = "127.0.0.1"
FIRST_PORT = 8911
PORTS = 20
"""How many ports after a taken one are tried."""
_NOWHERE = ("192.0.2.1", 9)
"""TEST-NET-1 (RFC 5737): choosing a route to it sends nothing."""
_NOWHERE_6 = ("2001:db8::1", 9)
"""The same for IPv6 (RFC 3849)."""
_SIOCGIFADDR = 0x8915


def own_addresses() -> tuple[str, ...]:
    """Addresses of this machine: its own first (loopback), then the one that leads out, then the others, IPv4 first.

    IPv6 addresses that hold on one link only (fe80::) are left out: a browser can't be told which link is meant.
    """
    found = [LOOPBACK]
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(_NOWHERE)
        found.append(probe.getsockname()[0])
    with suppress(OSError):
        infos = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        found += [str(info[4][0]) for info in infos]
    found += _of_interfaces()
    with suppress(OSError), socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
        probe.connect(_NOWHERE_6)
        found.append(str(probe.getsockname()[0]))
    with suppress(OSError):
        infos = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET6)
        found += [str(info[4][0]) for info in infos]
    return tuple(dict.fromkeys(address for address in found if _usable(address)))


def _usable(address: str) -> bool:
    known = ipaddress.ip_address(address.partition("%")[0])
    barred = known.is_loopback or known.is_unspecified or known.is_multicast
    return address == LOOPBACK or not (barred or (known.version == 6 and known.is_link_local))


def _of_interfaces() -> list[str]:
    """Addresses of all interfaces, where the system tells (Linux)."""
    found = []
    try:
        import fcntl
    except ImportError:
        return []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            with suppress(OSError):
                answer = fcntl.ioctl(probe.fileno(), _SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
                found.append(socket.inet_ntoa(answer[20:24]))
    return found


def listening(address: str, port: int, *, exactly: bool) -> socket.socket:
    """A socket that listens on one address of this machine.

    Port 0 is any; with `exactly` a port that is taken is an error, else the next free one is used. Raises NotOne,
    NotHere, PortTaken, PortBarred.
    """
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        raise NotOne(address) from None
    if known.is_unspecified or known.is_multicast:
        raise NotOne(address)
    try:
        return _bound(address, port)
    except OSError as error:
        taken = _explained(error, address, port)
    free = _next_free(address, port)
    if exactly or free is None:
        number = free.getsockname()[1] if free is not None else 0
        if free is not None:
            free.close()
        raise PortTaken(address, port, number) from taken
    return free


def _explained(error: OSError, address: str, port: int) -> OSError:
    """The same error where the port is taken; raises what it means where it means anything else."""
    if error.errno in (errno.EADDRNOTAVAIL, errno.ENODEV, errno.EINVAL, errno.EAFNOSUPPORT):
        raise NotHere(address, ", ".join(own_addresses())) from error
    if error.errno in (errno.EACCES, errno.EPERM) and 0 < port < 1024:
        raise PortBarred(port) from error
    if error.errno not in (errno.EADDRINUSE, errno.EACCES):
        raise error
    return error


def _next_free(address: str, port: int) -> socket.socket | None:
    for other in range(port + 1, min(port + 1 + PORTS, 65_536)):
        with suppress(OSError):
            return _bound(address, other)
    return None


def _bound(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if os.name == "posix":  # elsewhere it would let two programs share a port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((address, port))
        made.listen(256)
        made.setblocking(False)  # the socket's own way of saying it
    except BaseException:
        made.close()
        raise
    return made
