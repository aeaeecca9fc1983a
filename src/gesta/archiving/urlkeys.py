"""The key that an address has in an index of archived pages: "org,example)/news?a=1" of https://www.example.org/news?a=1."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PREFIX = re.compile(r"^(https?://)www\d*\.")


def url_key(url: str) -> str:
    """The key, as ReplayWeb.page makes it: host turned round, small letters, what is asked in order of name.

    Blanks, which end a key, are escaped. Addresses that are not of the web are their own keys.
    """
    small = url.lower()
    if not small.startswith(("http:", "https:")):
        return url.replace(" ", "%20")
    try:
        parts = urlsplit(_PREFIX.sub(r"\1", small))
        port = parts.port
    except ValueError:
        return url.replace(" ", "%20")
    host = ",".join(reversed((parts.hostname or "").split(".")))
    default = {"http": 80, "https": 443}[parts.scheme]
    told = f"{host}:{port}" if port not in (None, default) else host
    asked = "?" + "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{told}){parts.path or '/'}{asked}".replace(" ", "%20")
