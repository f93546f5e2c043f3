"""The simulator does not know the portal; here the portal says what it thinks of the simulator's deliveries."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from portal.access.models import AccessRequest, Evidence, Grant
from portal.accounts.models import Account
from portal.accounts.passwords import problems_of
from portal.addresses.models import KnownAddress
from portal.audit.models import Entry
from portal.config.demo.filling import fill
from portal.config.demo.sign_ins import SignIn, kept_sign_ins
from portal.delivery.actions import check_delivery, take_delivery
from portal.delivery.handing_in.history import held_now
from portal.delivery.models import RejectedRow
from portal.documents.models import Document, Message
from portal.people.models import Person
from simulator.__main__ import write_deliveries
from simulator.council import Size

# Sixty people are few: on some days of the year hardly one of them would have a deputy.
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def deliveries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("council") / "deliveries"
    size = Size(people=60, periods=3, seed=1, today=timezone.localdate(NOW))
    write_deliveries(home, size, pdfs=False)
    return home


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [2, 3])
def test_every_rule_of_the_format_holds_for_every_delivery(seed: int, tmp_path: Path) -> None:
    long_ago = timezone.localdate() - timedelta(days=seed * 100)
    write_deliveries(tmp_path, Size(people=30, periods=3, seed=seed, today=long_ago), pdfs=seed == 2)
    for folder in sorted(folder for folder in tmp_path.iterdir() if folder.is_dir()):
        checked = check_delivery(path=folder)
        taken = take_delivery(path=folder)
        assert (checked.outcome, checked.rejected) == ("taken", [])
        assert (taken.outcome, taken.rejected) == ("taken", [])


@pytest.mark.django_db
class TestFilling:
    @pytest.fixture(scope="class")
    @classmethod
    def filled_once(
        cls,
        deliveries: Path,
        tmp_path_factory: pytest.TempPathFactory,
        django_db_setup: None,
        django_db_blocker: DjangoDbBlocker,
    ) -> Iterator[Path]:
        """Fills a portal for all the tests; what each of them changes is rolled back by itself."""
        kept = tmp_path_factory.mktemp("filled") / "sign-ins.json"
        with time_machine.travel(NOW), django_db_blocker.unblock(), transaction.atomic():
            fill(deliveries, kept)
            yield kept
            transaction.set_rollback(True)

    @pytest.fixture
    def filled(self, filled_once: Path, tmp_path: Path) -> Path:
        """The sign-ins of a portal that was filled."""
        return Path(shutil.copy(filled_once, tmp_path))

    def test_people_documents_and_addresses_are_there(self, filled: Path) -> None:
        assert Person.objects.count() == 60
        assert Document.objects.count() > 100
        assert KnownAddress.objects.count() > 100
        mary = Person.objects.get(last_name="Bloggs")
        assert KnownAddress.objects.filter(uprn=mary.addresses[0]["uprn"]).exists()

    def test_imports_show_rejected_rows_and_a_delivery_that_waits_for_a_decision(self, filled: Path) -> None:
        assert RejectedRow.objects.count() == 2
        (held,) = held_now()
        assert held.delivery
        assert held.delivery.reason == "people.jsonl: 31 of 60 people would vanish, which is more than 20 %"

    def test_there_is_a_sign_in_for_each_role_with_a_good_password(self, filled: Path) -> None:
        sign_ins = kept_sign_ins(filled)
        assert {one.role for one in sign_ins} == {"viewer", "reviewer", "senior_reviewer", "admin", "citizen"}
        for one in sign_ins:
            account = Account.objects.get(email=one.email)
            assert account.check_password(one.password)
            assert not list(problems_of(one.password, whose=account))

    def test_people_came_in_as_everybody_does(self, filled: Path) -> None:
        done = set(Entry.objects.values_list("action", flat=True))
        assert {"accounts.registered", "access.request_sent", "access.request_approved", "delivery.taken"} <= done

    def test_mary_and_peter_have_access_and_others_wait_for_it_in_every_way(self, filled: Path) -> None:
        assert Grant.objects.filter(account__email="mary.bloggs@example.com").live().count() == 1
        assert Grant.objects.filter(account__email="peter.okafor@example.com").live().count() == 2
        assert AccessRequest.objects.filter(status="submitted").count() >= 20
        assert {"info_needed", "second_check", "in_review"} <= set(
            AccessRequest.objects.values_list("status", flat=True)
        )
        assert Evidence.objects.count() >= 2
        mary = Account.objects.get(email="mary.bloggs@example.com")
        assert Document.objects.visible_to(mary).exists()

    def test_mary_has_asked_twice_and_was_answered_once(self, filled: Path) -> None:
        assert sorted(Message.objects.values_list("outcome", flat=True)) == ["", "answered"]

    def test_filling_a_second_time_changes_nothing(self, deliveries: Path, filled: Path) -> None:
        before, accounts = kept_sign_ins(filled), Account.objects.count()
        fill(deliveries, filled)
        assert kept_sign_ins(filled) == before
        assert Account.objects.count() == accounts

    def test_lost_sign_ins_are_replaced_by_new_ones(self, deliveries: Path, filled: Path) -> None:
        before = kept_sign_ins(filled)
        filled.unlink()
        fill(deliveries, filled)
        assert {emails_and_roles(one) for one in kept_sign_ins(filled)} == {emails_and_roles(one) for one in before}
        renewed = kept_sign_ins(filled)[0]
        assert Account.objects.get(email=renewed.email).check_password(renewed.password)


@pytest.mark.django_db
def test_a_filling_that_was_cut_off_goes_on_where_it_was(deliveries: Path, tmp_path: Path) -> None:
    take_delivery(path=min(folder for folder in deliveries.iterdir() if folder.is_dir()))
    fill(deliveries, tmp_path / "sign-ins.json")
    assert len(kept_sign_ins(tmp_path / "sign-ins.json")) == Account.objects.count()


def emails_and_roles(one: SignIn) -> tuple[str, str]:
    return one.email, one.role


@pytest.mark.django_db
def test_a_real_portal_is_never_filled_with_made_up_people(settings: object, tmp_path: Path) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]  # pytest-django's fixture
    with pytest.raises(Exception, match="no place in a real portal"):
        call_command("fill_demo", str(tmp_path))
    assert not Account.objects.exists()
