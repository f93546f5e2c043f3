"""What the log says of a request and of an error."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from portal.config.logs import PlainLines


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the portal's console would show."""
    shown = io.StringIO()
    handler = logging.StreamHandler(shown)
    handler.setFormatter(PlainLines("{levelname} {name} {message}", style="{"))
    logging.getLogger().addHandler(handler)
    yield shown
    logging.getLogger().removeHandler(handler)


def test_a_link_to_a_new_password_never_stands_in_the_log(log: io.StringIO, db: None) -> None:
    Client().put("/password/reset/secret-token")
    Client().get("/password/reset/secret-token")
    Client(enforce_csrf_checks=True).post("/password/reset/secret-token")
    assert "405 PUT accounts:reset-password" in log.getvalue()
    assert "410 GET accounts:reset-password" in log.getvalue()
    assert "403 POST accounts:reset-password" in log.getvalue()
    assert "secret-token" not in log.getvalue()


@pytest.mark.urls("portal.pages.tests.broken_urls")
def test_an_error_is_logged_with_its_kind_and_place_and_without_its_text(log: io.StringIO) -> None:
    Client(raise_request_exception=False).get("/breaks/secret-token")
    assert "500 GET breaks" in log.getvalue()
    assert "in breaks\n" in log.getvalue()
    assert "ValueError" in log.getvalue()
    # The line of the program, which holds this test's sentence, is there; the error with its sentence is not.
    assert "ValueError: " not in log.getvalue()
    assert "secret-token" not in log.getvalue()


def test_an_error_is_logged_with_the_one_that_led_to_it(log: io.StringIO) -> None:
    try:
        try:
            int("Mary")
        except ValueError as cause:
            raise KeyError("1948") from cause
    except KeyError:
        logging.getLogger("portal").exception("It broke")
    lines = log.getvalue()
    assert lines.index("ValueError") < lines.index("led to") < lines.index("KeyError")


def test_errors_that_led_to_each_other_are_logged_once_each(log: io.StringIO) -> None:
    # So it is when a connection is lost, and closing it fails for the same reason.
    lost, closing = ConnectionError(), ValueError()
    lost.__context__, closing.__context__ = closing, lost
    logging.getLogger("portal").error("It broke", exc_info=lost)
    assert log.getvalue().count("ConnectionError") == log.getvalue().count("ValueError") == 1
