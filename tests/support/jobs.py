"""Runs the jobs that are waiting, by a real worker."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import cast

import pytest
from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


@pytest.fixture
def run_jobs(transactional_db: None) -> Callable[[], None]:
    """Call it to let a worker do everything that is due now; it stops when nothing is left."""

    def work() -> None:
        connector = cast("DjangoConnector", app.connector).get_worker_connector()
        with app.replace_connector(connector) as worker_app:
            worker_app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
        connections.close_all()

    def run() -> None:
        # In a thread of its own: in the test's own thread Playwright's event loop may be running.
        with ThreadPoolExecutor(1) as worker:
            worker.submit(work).result()

    return run
