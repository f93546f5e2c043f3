"""Two deliveries that did not go well, so that the page Imports has something to show: rows rejected, and one held."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.conf import settings

from portal.delivery.handing_in.attempts import hand_in
from portal.delivery.handing_in.inbox import take_inbox
from portal.delivery.models import Attempt

BAD_PAYMENTS: Final = (
    {"payment_ref": "WM-PAY-X1", "person_ref": "WM-UNKNOWN", "status": "paid", "amount_pence": 48112},
    {"payment_ref": "WM-PAY-X2", "person_ref": "WM-UNKNOWN", "status": "payed", "amount_pence": 48112},
)


def hand_in_what_fails(deliveries: list[Path]) -> None:
    """Comes after the simulator's deliveries, given in their order: a small one with faults, and half of a full one."""
    last = json.loads((deliveries[-1] / "manifest.json").read_text())
    rows = [json.dumps(payment) for payment in BAD_PAYMENTS]
    everybody = (deliveries[0] / "people.jsonl").read_text().splitlines()
    with TemporaryDirectory() as folder:
        with_faults = _write(Path(folder, "with-faults"), last, 1, "changes", "payments.jsonl", rows)
        hand_in(path=with_faults, way=Attempt.Way.COMMAND)
        half = everybody[: len(everybody) // 2]
        _hold(_write(Path(folder, "half-of-the-people"), last, 2, "full", "people.jsonl", half))


def _hold(delivery: Path) -> None:
    """Through the watched folder, if there is one: what lies there can be confirmed on the page."""
    inbox: Path | None = settings.DELIVERY_INBOX
    if inbox is None:
        hand_in(path=delivery, way=Attempt.Way.COMMAND)
        return
    unfinished = inbox / f".{delivery.name}"
    unfinished.mkdir(exist_ok=True)
    for file in delivery.iterdir():
        (unfinished / file.name).write_bytes(file.read_bytes())
    unfinished.rename(inbox / delivery.name)
    take_inbox(inbox)


def _write(  # noqa: PLR0917 - what a manifest says
    path: Path, after: dict[str, Any], number: int, scope: str, file: str, rows: Iterable[str]
) -> Path:
    path.mkdir()
    content = "".join(f"{row}\n" for row in rows).encode()
    (path / file).write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    listed = {"name": file, "sha256": digest, "bytes": len(content), "rows": content.count(b"\n")}
    manifest = after | {
        "delivery_id": f"{after['delivery_id']}-{path.name}",
        "sequence": after["sequence"] + number,
        "scope": scope,
        "files": [listed],
    }
    (path / "manifest.json").write_text(json.dumps(manifest))
    return path
