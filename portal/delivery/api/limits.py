"""How often a key may ask, and how often an address may show wrong keys. Counted in the database, minute by minute."""

from http import HTTPStatus
from time import time

from django.db import connection

from portal.delivery.api.problems import ProblemFound
from portal.delivery.models import ApiCount

MINUTE = 60
MOST_REQUESTS = 120  # of a key
MOST_DELIVERIES = 10  # of a key
MOST_WRONG_KEYS = 20  # from an address
KEPT_MINUTES = 60
_ONE_MORE = """
INSERT INTO delivery_apicount (subject, minute, count) VALUES (%s, %s, 1)
ON CONFLICT (subject, minute) DO UPDATE SET count = delivery_apicount.count + 1
RETURNING count
"""


def count(subject: str, most: int) -> None:
    """Counts one more of `subject` in this minute. Ends the request with 429 when there were too many."""
    now = int(time())
    with connection.cursor() as cursor:
        cursor.execute(_ONE_MORE, [subject, now // MINUTE])
        (counted,) = cursor.fetchone()
    if counted > most:
        raise ProblemFound(
            HTTPStatus.TOO_MANY_REQUESTS,
            f"There were more than {most} requests of this kind in a minute. Wait for the next minute.",
            Retry_After=str(MINUTE - now % MINUTE),
        )


def forget_counts() -> None:
    """Deletes what is over."""
    ApiCount.objects.filter(minute__lt=int(time()) // MINUTE - KEPT_MINUTES).delete()
