"""C7 and its commands: keys of the API are made, shown once, listed and revoked."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.delivery.api.keys import create_api_key, live_key
from portal.delivery.models import ApiKey
from tests.support.cast import client_of

pytestmark = pytest.mark.django_db

PAGE = "/staff/api-keys"


def test_a_key_is_made_shown_once_and_revoked(admin: Account) -> None:
    client = client_of(admin)

    page = client.post(PAGE, {"name": "ContrOCC, nightly", "scope": "deliveries"}).content.decode()

    (text,) = re.findall(r"cfp_[a-z0-9]{8}_[0-9a-f]{64}", page)
    key = live_key(text)
    assert key is not None
    assert (key.name, key.scopes, key.created_by) == ("ContrOCC, nightly", ["deliveries"], admin)
    listed = client.get(PAGE).content.decode()
    assert key.prefix in listed
    assert text not in listed
    assert "Never" in listed

    asked = client.get(f"{PAGE}/{key.pk}/revoke").content.decode()
    assert "Revoke the key of ContrOCC, nightly" in asked
    assert live_key(text)
    for _ in range(2):
        done = client.post(f"{PAGE}/{key.pk}/revoke", follow=True).content.decode()
        assert "The key of ContrOCC, nightly is revoked." in done
    assert live_key(text) is None
    trail = Entry.objects.filter(object_type="apikey").values_list("action", "actor_id")
    assert list(trail.order_by("id")) == [
        ("delivery.api_key_created", admin.pk), ("delivery.api_key_revoked", admin.pk),
    ]  # fmt: skip
    assert text not in str(list(Entry.objects.values()))


def test_the_page_with_the_key_loaded_again_makes_no_second_one(admin: Account) -> None:
    client = client_of(admin)
    answers = {"name": "ContrOCC", "scope": "deliveries"}
    client.post(PAGE, answers)

    again = client.post(PAGE, answers).content.decode()

    assert "There is a key of this name already" in again
    assert ApiKey.objects.count() == 1


def test_the_it_team_makes_and_revokes_keys_by_command() -> None:
    out = StringIO()
    call_command("create_api_key", "ContrOCC", stdout=out, stderr=StringIO())
    text = out.getvalue().strip()
    assert live_key(text)
    with pytest.raises(CommandError, match="already"):
        call_command("create_api_key", "ContrOCC")
    with pytest.raises(CommandError, match="Enter a name"):
        call_command("create_api_key", " ")

    call_command("create_api_key", "Grafana", "--metrics", stdout=StringIO(), stderr=StringIO())
    assert ApiKey.objects.get(name="Grafana").scopes == ["metrics"]

    call_command("revoke_api_key", text[:12], stdout=StringIO())

    assert live_key(text) is None
    with pytest.raises(CommandError, match="no key that begins so"):
        call_command("revoke_api_key", "cfp_")


def test_a_revoked_keys_name_may_be_used_again(admin: Account) -> None:
    for _ in range(2):
        key, _text = create_api_key(officer=admin, name="ContrOCC")
        client_of(admin).post(f"{PAGE}/{key.pk}/revoke")
    assert ApiKey.objects.filter(name="ContrOCC").count() == 2
