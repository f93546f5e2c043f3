"""Figures for whoever watches the portal, as Prometheus reads them (text format 0.0.4). Nobody's name is among them."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.models import Case, Count, F, When
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.access.actions.digests import counts as request_counts
from portal.delivery.api.apart import refuse_plain_http
from portal.delivery.api.entrance import key_of
from portal.delivery.api.keys import METRICS
from portal.delivery.api.problems import ProblemFound
from portal.delivery.feeds import Age, feeds_now
from portal.delivery.models import Attempt, Delivery
from portal.emails.models import Email

TEXT: Final = "text/plain; version=0.0.4; charset=utf-8"
DAY: Final = timedelta(days=1)
_JOBS: Final = """
SELECT status::text, count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')
AND (scheduled_at IS NULL OR scheduled_at <= now()) GROUP BY status
"""


class Metric(NamedTuple):
    """A gauge: its name, what it says, and its values by their labels."""

    name: str
    help: str
    values: list[tuple[dict[str, str], float]]


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for a key that may read them; 401 or 403 for everybody else, also for who is signed in."""
    try:
        refuse_plain_http(request)
        key_of(request, METRICS)
    except ProblemFound as problem:
        return problem.answer()
    return HttpResponse(as_text(figures(timezone.now())), content_type=TEXT)


def figures(now: datetime) -> Iterator[Metric]:
    """All figures, in a fixed number of statements that indexes answer."""
    yield from _of_feeds(now)
    yield from _of_deliveries(now)
    yield from _of_work(now)


def as_text(metrics: Iterable[Metric]) -> str:
    """As Prometheus reads it."""
    return "".join(
        f"# HELP {metric.name} {metric.help}\n# TYPE {metric.name} gauge\n"
        + "".join(f"{metric.name}{_labels(labels)} {value:.15g}\n" for labels, value in metric.values)
        for metric in metrics
    )


def _of_feeds(now: datetime) -> Iterator[Metric]:
    feeds = feeds_now(now)
    taken = [
        ({"feed": str(feed.feed)}, now.timestamp() - feed.last.finished_at.timestamp()) for feed in feeds if feed.last
    ]
    yield Metric("portal_feed_age_seconds", "Since a delivery with this feed was last taken.", taken)
    late = [({"feed": str(feed.feed)}, float(feed.age is Age.LATE)) for feed in feeds]
    yield Metric("portal_feed_late", "1 if it is late by the thresholds in council.toml.", late)


def _of_deliveries(now: datetime) -> Iterator[Metric]:
    lately = Attempt.objects.filter(received_at__gt=now - DAY)
    became = Case(When(state=Attempt.State.DONE, then=F("outcome")), default=F("state"))
    ended = lately.annotate(became=became).values_list("way", "became").annotate(Count("pk")).order_by("way", "became")
    yield Metric(
        "portal_deliveries_last_day",
        "Deliveries handed in within 24 hours, by way in and what became of them.",
        [({"way": way, "outcome": outcome}, many) for way, outcome, many in ended],
    )
    yield Metric("portal_deliveries_held", "Waiting for a decision.", [({}, Delivery.objects.held().count())])
    if last := Delivery.objects.last_taken():
        yield Metric("portal_delivery_seconds", "What the last one that was taken took.", [({}, last.seconds)])
        yield Metric(
            "portal_delivery_rows",
            "Rows of the last one that was taken, by file and what became of them.",
            [
                ({"file": file, "became": name}, many)
                for file, count in last.counts.items()
                for name, many in count.items()
            ],
        )


def _of_work(now: datetime) -> Iterator[Metric]:
    with connection.cursor() as cursor:
        cursor.execute(_JOBS)
        jobs = {"todo": 0, "doing": 0} | dict(cursor.fetchall())
    yield Metric(
        "portal_jobs", "Jobs that are due, and jobs being done.", [({"status": s}, n) for s, n in jobs.items()]
    )
    queued = Email.objects.filter(status=Email.Status.QUEUED).count()
    failed = Email.objects.failed_lately().count()
    emails = [({"status": "queued"}, float(queued)), ({"status": "failed"}, float(failed))]
    yield Metric("portal_emails", "E-mails in the outbox, and those given up in the last 30 days.", emails)
    waiting = [({"which": which}, float(many)) for which, many in request_counts(now).items()]
    yield Metric("portal_requests", "Requests for access that wait for the team.", waiting)


def _labels(labels: dict[str, str]) -> str:
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items()) + "}" if labels else ""


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
