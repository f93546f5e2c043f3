"""The portal's own settings, on a database server of the tests' own."""

import os
import tempfile
from pathlib import Path

from portal.config.embedded import embedded_database_url

ROOT = Path(__file__).resolve().parent.parent

os.environ.setdefault("SECRET_KEY", "for-the-tests-only-" + "x" * 40)
os.environ["DEMO"] = "1"
os.environ["EMAIL_URL"] = "demo:"
os.environ["DOCUMENT_STORE"] = tempfile.mkdtemp(prefix="portal-test-documents-")
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or embedded_database_url(ROOT / ".test")

from portal.config.settings import *
from portal.config.settings import DATABASES

# Two runs on one machine do not meet; pytest-xdist adds the worker's name.
DATABASES["default"]["TEST"] = {"NAME": f"test_{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"}
# No connection outlives its request or job, so that nothing holds a test database when it is thrown away.
DATABASES["default"]["CONN_MAX_AGE"] = 0
# Nothing has to outlive the machine: a commit need not wait for the disk.
DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
# A static file is looked for when somebody asks for it; otherwise each new test client would first list them all.
WHITENOISE_AUTOREFRESH = True
