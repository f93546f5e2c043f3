"""How gunicorn serves the portal: `gunicorn -c python:portal.config.gunicorn portal.config.wsgi`."""

import os

from portal.config.environment import process_environment, read_environment

_environment = read_environment(process_environment())
# A demo has made-up passwords and no TLS: it is for the machine it runs on.
_host = "127.0.0.1" if _environment.demo else "0.0.0.0"  # noqa: S104 – behind the council's proxy

bind = f"{_host}:{_environment.port}"
worker_class = "gthread"
workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
threads = 4
# A mistake in the settings stops the start once and clearly, not worker by worker.
preload_app = True
timeout = 30
graceful_timeout = 5
# Addresses of requests are personal data here (promises.md): the portal keeps its own audit trail instead.
accesslog = None
# A visitor must not say under which path the portal lies: every link would follow.
forwarder_headers = ""
control_socket_disable = True
proc_name = "client-finance-portal"
