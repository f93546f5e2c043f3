"""What the page frame shows around a page. It is handed in from above: this room knows no page and no visitor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from portal.design.banners import Button


class Link(NamedTuple):
    """A link of the frame. `current` is "page" on the page it leads to, "true" in the part of the portal around it."""

    text: str
    href: str
    current: Literal["", "page", "true"] = ""


class Message(NamedTuple):
    """What the last action tells: a success takes the focus, other messages are only there."""

    text: str
    success: bool
    button: Button | None = None


@dataclass(frozen=True)
class Help:
    """How to reach people, and where the help page is."""

    email: str
    phone: str
    relay: str
    opening_hours: str
    href: str


@dataclass(frozen=True)
class TimeLimit:
    """Minutes without activity until the visitor is signed out; where to ask for more, and where they end up.

    The page they end up at is told the way back: `signed_out_href` has a query to which `&next=` is added.
    """

    minutes: int
    stay_href: str
    signed_out_href: str


@dataclass(frozen=True)
class Frame:
    """Everything around the content. An empty address leaves its part out."""

    service_name: str
    service_href: str
    organisation: str
    organisation_href: str
    help: Help
    logo: str = ""
    navigation: Sequence[Link] = ()
    footer: Sequence[Link] = ()
    sign_out_href: str = ""
    notice: str = ""
    version: str = ""
    time_limit: TimeLimit | None = None
    messages: Iterable[Message] = ()
