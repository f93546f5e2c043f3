"""Filling an empty portal: addresses, and the deliveries of the simulated council, taken as any delivery is."""

from pathlib import Path

from django.core.management import call_command

from portal.accounts.models import Account
from portal.config.demo.cast import bring_in_the_cast, reset_passwords
from portal.config.demo.failing import hand_in_what_fails
from portal.config.demo.sign_ins import SIGN_INS, keep_sign_ins, kept_sign_ins
from portal.delivery.handing_in.attempts import hand_in
from portal.delivery.models import Attempt


def fill(deliveries: Path, sign_ins: Path = SIGN_INS) -> None:
    """Fills a portal without accounts; interrupted anywhere, it can be called again."""
    if not Account.objects.exists():
        call_command("load_addresses", str(deliveries / "addresses.csv"), verbosity=0)
        made = sorted(folder for folder in deliveries.iterdir() if folder.is_dir())
        for delivery in made:
            _take(delivery)
        hand_in_what_fails(made)
        keep_sign_ins(bring_in_the_cast(), sign_ins)
    elif not kept_sign_ins(sign_ins):
        keep_sign_ins(reset_passwords(), sign_ins)


def _take(delivery: Path) -> None:
    report = hand_in(path=delivery, way=Attempt.Way.COMMAND)
    if report.exit_status or report.rejected:
        raise SystemExit(f"{delivery.name}: {report.as_text()}")
