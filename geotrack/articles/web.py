"""Fetching a page that the user has named. Nothing else in this package asks the network for an article."""

from __future__ import annotations

import re
import time
import zlib
from http.client import HTTPException, HTTPResponse
from importlib import metadata
from typing import NamedTuple
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit

from geotrack.articles.text import MAX_BYTES
from geotrack.errors import ArticleError

_INSTEAD = "open it in a browser, save it, and give the saved file"


class Fetched(NamedTuple):
    """What a server has sent."""

    data: bytes
    """The body."""
    url: str
    """Where it came from in the end, after redirections."""
    media_type: str
    """`text/html`, in small letters."""
    charset: str | None
    """The encoding that the server declares."""


def fetch(url: str, *, timeout: float = 20.0) -> Fetched:
    """The page at this address; the user has named it, so asking for it is what he wants.

    Anything but a page of reasonable size within `timeout` seconds is an `ArticleError`.
    """
    try:
        asked = request.Request(_ascii(url), headers=_headers())
        with _opener().open(asked, timeout=timeout) as answer:
            data = _body(answer, url, time.monotonic() + timeout)
            return Fetched(
                data=data,
                url=answer.geturl(),
                media_type=answer.headers.get_content_type().lower(),
                charset=answer.headers.get_content_charset(),
            )
    except ArticleError:  # it is a ValueError too
        raise
    except HTTPError as error:
        error.close()
        raise ArticleError(
            f"{url} cannot be read: the server answers {error.code} {_reason(error)}; check the address, or {_INSTEAD}."
        ) from error
    except TimeoutError as error:
        raise _too_slow(url, timeout) from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _too_slow(url, timeout) from error
        raise ArticleError(f"{url} cannot be reached ({_reason(error)}); check the address and the network.") from error
    except (HTTPException, OSError, zlib.error) as error:
        raise ArticleError(
            f"{url} cannot be read: the connection broke off ({_reason(error)}); try again, or {_INSTEAD}."
        ) from error
    except ValueError as error:  # UnicodeError of an impossible host name, InvalidURL, a port that is no number
        raise ArticleError(f"{url} is not an address that can be fetched; check it.") from error


def _opener() -> request.OpenerDirector:
    """Python's usual one would follow a redirection to ftp, and knows file: as well; this one knows the web only."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPRedirectHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _headers() -> dict[str, str]:
    try:
        version = metadata.version("geotrack")
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        version = "0"
    return {
        "User-Agent": f"geotrack/{version} (reads one page that its user has named)",
        "Accept": "text/html, application/xhtml+xml, text/plain, text/markdown;q=0.9, */*;q=0.1",
        "Accept-Encoding": "identity",
    }


def _body(answer: HTTPResponse, url: str, deadline: float) -> bytes:
    """The whole body, or an error: a server may send for ever, or a byte a minute."""
    pieces, size = [], 0
    while piece := answer.read1(65536):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_BYTES:
            raise _too_large(url)
        if time.monotonic() > deadline:
            raise TimeoutError
    if answer.length:  # what the server promised and did not send
        raise OSError("it ended early")
    data = b"".join(pieces)
    if answer.headers.get("Content-Encoding", "").lower() in ("gzip", "x-gzip", "deflate"):
        inflated = zlib.decompressobj(47)  # 47: gzip or zlib, whichever it is
        data = inflated.decompress(data, MAX_BYTES)
        if inflated.unconsumed_tail:
            raise _too_large(url)
    return data


def _ascii(url: str) -> str:
    """The address as it goes over the wire: people paste addresses with letters of every script."""
    parts = urlsplit(url.strip())
    if not parts.hostname or parts.username:
        raise ValueError(url)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.encode("idna").decode()
    port = f":{parts.port}" if parts.port else ""
    path, query = (quote(part, safe="/%:=&?~#+!$,;'@()*[]|") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme.lower(), host + port, path, query, ""))


def _reason(error: BaseException) -> str:
    inner = getattr(error, "reason", None) or error
    words = getattr(inner, "strerror", None) or str(inner) or type(inner).__name__
    return re.sub(r"\s+", " ", str(words))[:200]


def _too_slow(url: str, timeout: float) -> ArticleError:
    return ArticleError(f"{url} does not answer within {timeout:g} seconds; try again, or {_INSTEAD}.")


def _too_large(url: str) -> ArticleError:
    return ArticleError(f"{url} is larger than {MAX_BYTES // 1024 // 1024} MB: that is no article; {_INSTEAD}.")
