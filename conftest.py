"""Fixtures for every test: the cast, the browser, the worker, the audit trail."""

pytest_plugins = [
    "tests.support.emptying",
    "tests.support.cast",
    "tests.support.browser",
    "tests.support.jobs",
    "tests.support.smtp",
    "tests.support.clamd",
]
