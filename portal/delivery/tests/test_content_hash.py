"""The content hash of a row says whether the portal knows it as it is. What is stored has to stay right.

Whoever changes how it is made has every row of that kind count as changed once: documents as replaced.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portal.delivery.reading.rows import RowReader
from portal.delivery.reading.source import opened
from portal.delivery.tables import DOCUMENTS, PAYMENTS, PEOPLE, REPRESENTATIVES, Table
from portal.delivery.tests.made_by_hand import (
    Delivery,
    assessment,
    document,
    payment,
    person,
    representative,
    statement,
)

HASHES = [
    (PEOPLE, person(), "33b6538e33d5c0ec6707a96558edad55ce8c1dac239c26d4b19f0bdda57aff8e"),
    (REPRESENTATIVES, representative(), "c578f5367e84b0c8564c2b845025d5420e3d99ced5413017dc6b80ec6da24802"),
    (DOCUMENTS, document(), "e015303840301fcac6137e0700d72c5e8b68e12a113bbcc95889c25dbd9002ec"),
    (
        DOCUMENTS,
        document(kind="deferred_payment_statement", body=statement()),
        "f746248eb1753018b1b71115cc55373a584f3bfef8900acec3187bc4e5563cab",
    ),
    (
        DOCUMENTS,
        document(kind="financial_assessment", body=assessment()),
        "05b358601d126386a5bcc42de88616abd21ea21faaeaadc32a237b1b896ba1b3",
    ),
    (PAYMENTS, payment(), "d8093581e1811e24951f38257f80040671cdc7c03d815313cbea6c763bcd32e9"),
]


@pytest.mark.parametrize(("table", "row", "expected"), HASHES)
def test_the_content_hash_of_a_row_stays_what_it_is(
    table: Table, row: dict[str, Any], expected: str, tmp_path: Path
) -> None:
    with opened(Delivery().folder(tmp_path / "d")) as source:
        [found] = RowReader(source, table, date(2026, 11, 22)).read(1, [json.dumps(row).encode()])

    assert (found.fault, found.content_hash.hex()) == (None, expected)
