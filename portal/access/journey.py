"""The order of the questions (screens 5), as data: what comes next, what comes before, what is still missing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from portal.access.evidence import is_asked_for_evidence, is_shown
from portal.access.models import AccessRequest
from portal.council.identity import council

Test = Callable[[AccessRequest], bool]

CHANGING: Final = "change"


def _always(request: AccessRequest) -> bool:
    return True


def _for_myself(request: AccessRequest) -> bool:
    return request.made_for == AccessRequest.For.MYSELF


def _for_someone_else(request: AccessRequest) -> bool:
    return request.is_for_someone_else


def _several_contact_methods(request: AccessRequest) -> bool:
    return len(council().contact_methods) > 1


def _agreed_to_the_notice(request: AccessRequest) -> bool:
    """To the notice as it reads now: when the council changes it, a kept draft asks again."""
    return bool(request.notice_agreed_at) and request.notice_version == council().notice.version


def _has(*names: str) -> Test:
    return lambda request: all(getattr(request, name) for name in names)


@dataclass(frozen=True)
class Step:
    """A question page: its URL name, what shows that it was answered, and for which requests it is asked."""

    name: str
    is_answered: Test
    is_asked: Test = _always
    may_be_changed: Test | None = None  # for whom the page can be opened; without it: those who are asked

    @property
    def url(self) -> str:
        """The page, when it is reached in order."""
        return url_of(self.name)

    @property
    def change_url(self) -> str:
        """The page, when it is reached from the check page and leads back there."""
        return url_of(self.name, changing=True)


def url_of(name: str, *, changing: bool = False) -> str:
    """A page of the journey by its URL name; `changing`: on the way back to the check page."""
    return reverse(f"access:{name}") + (f"?{CHANGING}" if changing else "")


STEPS: Final = (
    Step("notice", _agreed_to_the_notice),
    Step("who", _has("made_for")),
    Step("me", _has("own_first_name", "own_address_lines", "own_date_of_birth"), _for_myself),
    Step("role", _has("has_right", "role"), _for_someone_else),
    Step("evidence", is_shown, is_asked_for_evidence),
    # Who asks for themselves confirms both on one page, "me", and can change them here.
    Step("your-name", _has("own_first_name"), _for_someone_else, may_be_changed=_always),
    Step("your-address", _has("own_address_lines"), _for_someone_else, may_be_changed=_always),
    Step("person-name", _has("person_first_name"), _for_someone_else),
    Step("person-dob", _has("person_date_of_birth"), _for_someone_else),
    Step("person-address", _has("person_address_lines"), _for_someone_else),
    Step("contact", _has("contact_method"), _several_contact_methods),
)
GATES: Final = ("notice", "who")
DETAILS_ON_ME: Final = ("your-name", "your-address")


def step(name: str) -> Step:
    """The step with this URL name. Raises KeyError."""
    return {step.name: step for step in STEPS}[name]


def asked(request: AccessRequest) -> Iterator[Step]:
    """The steps of this request's branch, in order."""
    return (step for step in STEPS if step.is_asked(request))


def missing(request: AccessRequest) -> list[Step]:
    """The steps without an answer, in order; a request without any can be sent."""
    return [step for step in asked(request) if not step.is_answered(request)]


def may_open(name: str, request: AccessRequest) -> bool:
    """Whether the question belongs to the request's branch and the notice and the branch come before it."""
    gates = GATES[: GATES.index(name)] if name in GATES else GATES
    asked_step = step(name)
    belongs = asked_step.may_be_changed or asked_step.is_asked
    return belongs(request) and all(step(gate).is_answered(request) for gate in gates)


def carry_on_url(request: AccessRequest) -> str:
    """Where somebody who comes back goes on: the first open question, or the check page.

    What is answered already is checked, not asked once more: behind an open question of a copy, or of a draft that was
    kept when the journey had fewer questions, the next open one follows.
    """
    open_steps = missing(request)
    if not open_steps:
        return reverse("access:check")
    behind = list(asked(request))[-len(open_steps) :]
    return open_steps[0].url if behind == open_steps else open_steps[0].change_url


def next_url(name: str, request: AccessRequest, *, changing: bool) -> str:
    """The page after a question was answered. From the check page: open questions first, then back to it."""
    if changing:
        return next((step.change_url for step in missing(request)), reverse("access:check"))
    later = STEPS[STEPS.index(step(name)) + 1 :]
    return next((step.url for step in later if step.is_asked(request)), reverse("access:check"))


def back_url(name: str, request: AccessRequest, *, changing: bool) -> str:
    """The page before a question, or the one where "Change" was followed: the check page, or "me" on the way there."""
    if changing:
        from_me = _for_myself(request) and name in DETAILS_ON_ME and not step("me").is_answered(request)
        return url_of("me" if from_me else "check", changing=from_me)
    earlier = STEPS[: STEPS.index(step(name))]
    return next((step.url for step in reversed(earlier) if step.is_asked(request)), reverse("access:start"))


def last_url(request: AccessRequest) -> str:
    """The page before the check page."""
    return list(asked(request))[-1].url
