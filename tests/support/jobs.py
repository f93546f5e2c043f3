"""Runs the jobs that are waiting, by a real worker."""

from collections.abc import Callable
from typing import cast

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


@pytest.fixture
def run_jobs(transactional_db: None) -> Callable[[], None]:
    """Call it to let a worker do everything that is due now; it stops when nothing is left."""

    def run() -> None:
        with app.replace_connector(cast("DjangoConnector", app.connector).get_worker_connector()) as worker_app:
            worker_app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
        connection.close_if_unusable_or_obsolete()

    return run
