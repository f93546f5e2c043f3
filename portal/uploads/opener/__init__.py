"""Opens what strangers send, in a process of its own that may use little and knows no secret (docs/decisions/1101).

Nothing here imports Django. `python -m portal.uploads.opener` is started by portal/uploads/opening.py.
"""
