"""Fixtures and settings for every test: the cast, the browser, the worker, the audit trail, chance."""

pytest_plugins = [
    "tests.support.emptying",
    "tests.support.cast",
    "tests.support.browser",
    "tests.support.jobs",
    "tests.support.smtp",
    "tests.support.clamd",
    "tests.support.chance",
]
