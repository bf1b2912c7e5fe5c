"""The doorkeeper of the served app: who may come in.

Any page that is open in the learner's browser can send requests to this machine, and any name can be made to lead here. So the name asked
for and the page that asks are compared character for character, and whoever asks must show a cookie, which is had once, for the token
in the printed address.
"""

from collections.abc import Mapping, Sequence
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Final, NamedTuple

TOKEN_BYTES: Final = 32
"""Of the token and of the cookie: more than anybody can guess."""


class Asking(NamedTuple):
    """What a request says of itself."""

    hosts: Sequence[str]
    """Every `Host` header."""
    origins: Sequence[str]
    """Every `Origin` header; browsers leave it out where a page is only looked at."""
    cookies: Mapping[str, str]
    token: str = ""
    """From the address; empty for none."""


class Doorkeeper:
    """Lets in the one browser that has opened the printed address."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"
        self.origin = f"http://{self.host}"
        self.cookie_name = f"unrolled-{port}"
        self.cookie = token_urlsafe(TOKEN_BYTES)
        self._token = token_urlsafe(TOKEN_BYTES)

    @property
    def address(self) -> str:
        """What to open; it works once."""
        return f"{self.origin}/?token={self._token}"

    def refusal(self, asking: Asking, *, drives: bool = False) -> str:
        """Why a request is refused; empty when it is not. `drives`: whether it would type into the app, and so must name its page."""
        if list(asking.hosts) != [self.host]:
            return f"Open {self.origin}, under no other name."
        if list(asking.origins) != [self.origin] and (drives or asking.origins):
            return "Another page asked for this one."
        if not _same(asking.cookies.get(self.cookie_name, ""), self.cookie):
            return "Open the address that unrolled serve has printed. It works once: for another browser, start unrolled serve again."
        return ""

    def exchange(self, asking: Asking) -> bool:
        """Take the token, which is worth a cookie once; false for a wrong or a used one, and for a wrong name or page."""
        known = {**asking.cookies, self.cookie_name: self.cookie}
        if self.refusal(asking._replace(cookies=known)) or not self._token or not _same(asking.token, self._token):
            return False
        self._token = ""
        return True


def _same(told: str, known: str) -> bool:
    """Whether two texts are the same, found in a time that says nothing about where they differ."""
    return compare_digest(told.encode("utf-8", "surrogatepass"), known.encode())
