"""What the page frame shows around a page. It is handed in from above: this room knows no page and no visitor."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Link:
    """A link of the frame; `current` when it leads to the page it stands on or to the part of the portal around it."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class Help:
    """How to reach people, and where the help page is ("" while there is none)."""

    email: str
    phone: str
    relay: str
    opening_hours: str
    href: str = ""


@dataclass(frozen=True)
class TimeLimit:
    """Minutes without activity until the visitor is signed out, and where to ask for more."""

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
    time_limit: TimeLimit | None = None
    messages: Sequence[Any] = field(default=())
