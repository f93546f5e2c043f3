"""A large ZIP: asked for, made by the worker, told by e-mail, and erased after 24 hours."""

from collections.abc import Sequence
from contextlib import suppress
from tempfile import TemporaryFile
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Account
from portal.audit.actions import record
from portal.design.formats import moment
from portal.documents.downloads.collecting import Collection
from portal.documents.entrance import is_own
from portal.documents.jobs import prepare_zip as job
from portal.documents.models import PreparedZip
from portal.documents.models.zips import LASTS
from portal.emails.actions import owe_email
from portal.people.models import Person


@transaction.atomic
def ask_for_zip(*, account: Account, person: Person, documents: Sequence[int]) -> PreparedZip:
    """Has the worker make a ZIP of these documents; whoever asks again while it lasts gets the first one."""
    Account.objects.select_for_update().get(pk=account.pk)
    theirs = PreparedZip.objects.filter(account=account, person=person, documents=list(documents), erased_at=None)
    lasting = theirs.filter(Q(ready_at=None) | Q(ready_at__gt=timezone.now() - LASTS)).first()
    if lasting:
        return lasting
    asked = PreparedZip.objects.create(account=account, person=person, documents=list(documents))
    record(actor=account, action="documents.zip_asked", on=asked, person_id=person.pk, documents=len(documents))
    job.defer(zip_id=str(asked.pk))
    return asked


def make_zip(*, zip_id: UUID) -> None:
    """Makes the file and tells who asked for it. A second time does nothing; killed in between, it begins again."""
    asked = PreparedZip.objects.select_related("account", "person").get(pk=zip_id)
    if asked.ready_at or asked.erased_at:
        return
    size = _store(asked)
    with transaction.atomic():
        asked = PreparedZip.objects.select_for_update(of=("self",)).select_related("account", "person").get(pk=zip_id)
        if asked.ready_at:
            return
        asked.ready_at, asked.size = timezone.now(), size
        asked.save(update_fields=["ready_at", "size"])
        _tell(asked)


def erase_zips() -> int:
    """Erases the files that are over, and those nobody could make within three days; gives how many."""
    now = timezone.now()
    over = Q(ready_at__lte=now - LASTS) | Q(ready_at=None, asked_at__lte=now - 3 * LASTS)
    erased = 0
    for asked in PreparedZip.objects.filter(over, erased_at=None):
        default_storage.delete(asked.stored_name)
        erased += PreparedZip.objects.filter(pk=asked.pk).update(erased_at=now, documents=[])
    return erased


def _store(asked: PreparedZip) -> int:
    """By way of a file without a name, so that what has the name is whole."""
    own = is_own(asked.account, asked.person)
    with TemporaryFile() as file:
        for piece in Collection(asked.account, asked.person, own, asked.documents).zip():
            file.write(piece)
        size = file.tell()
        file.seek(0)
        with suppress(FileNotFoundError):
            default_storage.delete(asked.stored_name)
        default_storage.save(asked.stored_name, File(file))
    return size


def _tell(asked: PreparedZip) -> None:
    until = asked.until
    owe_email(
        template="documents_ready",
        to=asked.account.email,
        account_id=asked.account_id,
        once=f"zip:{asked.pk}",
        first_name=asked.account.first_name,
        asked_for="yourself" if is_own(asked.account, asked.person) else asked.person.name,
        until=moment(until) if until else "",
        path=reverse("documents:prepared-zip", args=[asked.pk]),
    )
