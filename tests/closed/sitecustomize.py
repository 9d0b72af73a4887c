"""The network is closed but for loopback: in the tests, and in every Python that they start.

`NetworkIsClosed` is no `Exception`, so that no `except` of the program takes a request for a server that is away.
"""

from __future__ import annotations

import sys
from typing import Any

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class NetworkIsClosed(BaseException):
    """Something asked the network."""


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"):
        address = args[1]
        host = address[0] if isinstance(address, tuple) else None  # a Unix socket has a path instead
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host is not None and host not in LOOPBACK:
        raise NetworkIsClosed(f"{event}: {host!r} was asked for; in the tests there is nothing but loopback")


sys.addaudithook(_watch)
