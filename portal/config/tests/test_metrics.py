"""/metrics: figures for a key that may read them, and for nobody else."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.config.metrics import Metric, as_text, figures
from portal.delivery.api.keys import METRICS, create_api_key
from portal.delivery.handing_in.attempts import hand_in
from portal.delivery.models import Attempt
from portal.delivery.tests.made_by_hand import Delivery, person
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory, FailedEmailFactory

pytestmark = pytest.mark.django_db
LINE = re.compile(r'(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? [0-9.e+-]+)')


@pytest.fixture
def watcher() -> dict[str, str]:
    """What Prometheus sends."""
    _, text = create_api_key(officer=None, name="Prometheus", scope=METRICS)
    return {"Authorization": f"Bearer {text}"}


def test_figures_are_in_the_format_of_prometheus(
    watcher: dict[str, str], tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    AccessRequestFactory.create()
    FailedEmailFactory.create()
    rows = [person(), person("P2", title=7)]
    hand_in(path=Delivery().with_rows(people=rows).folder(tmp_path / "d"), way=Attempt.Way.COMMAND)

    with django_assert_max_num_queries(18):
        response = Client().get("/metrics", headers=watcher)

    assert response.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    for line in (
        'portal_feed_late{feed="people"} 0',
        'portal_deliveries_last_day{way="command",outcome="taken"} 1',
        "portal_deliveries_held 0",
        'portal_delivery_rows{file="people.jsonl",became="rejected"} 1',
        'portal_emails{status="failed"} 1',
        'portal_requests{which="waiting"} 1',
        'portal_jobs{status="doing"} 0',
    ):
        assert line in lines


def test_nobody_without_such_a_key_reads_them(admin: Account) -> None:
    _, text = create_api_key(officer=None, name="ContrOCC")
    assert Client().get("/metrics").status_code == 401
    assert client_of(admin).get("/metrics").status_code == 401
    assert Client().get("/metrics", headers={"Authorization": "Bearer cfp_wrong"}).status_code == 401
    assert Client().get("/metrics", headers={"Authorization": f"Bearer {text}"}).status_code == 403


def test_over_http_a_key_is_refused_not_redirected(watcher: dict[str, str], settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^metrics$"]
    assert Client().get("/metrics", headers=watcher).status_code == 403
    assert Client().get("/metrics", headers=watcher, secure=True).status_code == 200


def test_a_key_for_figures_hands_in_no_delivery(watcher: dict[str, str]) -> None:
    assert Client().post("/api/v1/deliveries", headers=watcher).status_code == 403
    assert Entry.objects.get(action="delivery.api_key_created").details["scopes"] == [METRICS]


def test_a_held_one_that_broke_off_when_it_was_confirmed_is_no_held_one() -> None:
    for state in ("done", "broken_off", "running"):
        Attempt.objects.create(way="inbox", name="a.zip", state=state, outcome="held")
    Attempt.objects.create(way="inbox", name="a.zip", state="broken_off", outcome="")
    told = as_text(metric for metric in figures(timezone.now()) if metric.name == "portal_deliveries_last_day")
    assert [line.partition("outcome=")[2] for line in told.splitlines() if "outcome=" in line] == [
        '"broken_off"} 2',
        '"held"} 1',
        '"running"} 1',
    ]


def test_large_numbers_are_not_rounded() -> None:
    assert as_text([Metric("m", "help", [({}, 1_234_567), ({}, 0.25)])]).endswith("m 1234567\nm 0.25\n")


def test_labels_are_escaped() -> None:
    assert as_text([Metric("m", "help", [({"a": 'x"\\\ny'}, 2.0)])]).endswith('m{a="x\\"\\\\\\ny"} 2\n')
