"""Fixtures for every test: the cast, the browser, the worker."""

pytest_plugins = ["tests.support.cast", "tests.support.browser", "tests.support.jobs"]
