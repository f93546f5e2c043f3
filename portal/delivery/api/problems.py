"""What the API says when something is not there, not allowed or broken."""

from http import HTTPStatus

import msgspec
from django.http import HttpResponse


class Problem(msgspec.Struct):
    """A problem as RFC 9457 has it; `detail` is a sentence for people."""

    type: str
    title: str
    status: int
    detail: str


class ProblemFound(Exception):
    """Ends the request with this problem."""

    def __init__(self, status: HTTPStatus, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def answer(self) -> HttpResponse:
        """The answer that tells it."""
        problem = Problem("about:blank", self.status.phrase, self.status, self.detail)
        return as_json(problem, self.status, "application/problem+json", self.headers)


def as_json(
    what: object, status: int = 200, media_type: str = "application/json", headers: dict[str, str] | None = None
) -> HttpResponse:
    """An answer that holds one JSON object."""
    content = msgspec.json.encode(what)
    length = {"Content-Length": str(len(content))}
    return HttpResponse(content, status=status, content_type=media_type, headers=length | (headers or {}))


def missing() -> ProblemFound:
    """The same for what is not there and for what is somebody else's."""
    return ProblemFound(HTTPStatus.NOT_FOUND, "There is nothing at this address.")
