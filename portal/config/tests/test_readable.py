"""Requests no browser sends get a plain 400, and what they hold goes nowhere."""

import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
FORM = '--B\r\nContent-Disposition: form-data; name="email"\r\n\r\na+2AA-\r\n--B--\r\n'


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "rot13", "undefined", "nonsense"])
def test_another_character_set_is_refused(client: Client, charset: str) -> None:
    content_type = f"multipart/form-data; boundary=B; charset={charset}"
    assert client.generic("POST", "/password/forgot", FORM, content_type).status_code == 400


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", "; charset=UTF-8"])
def test_a_browsers_form_is_read(client: Client, charset: str) -> None:
    answer = client.generic("POST", "/password/forgot", FORM, f"multipart/form-data; boundary=B{charset}")
    assert answer.status_code == 200


def test_a_null_character_in_a_cookie_is_refused(client: Client) -> None:
    assert client.get("/home", headers={"cookie": r'sessionid="0123456789\000"'}).status_code == 400


def test_a_null_character_in_an_address_is_refused(client: Client) -> None:
    assert client.get("/staff/imports?file=people%00.jsonl").status_code == 400


def test_a_file_nobody_asked_for_is_not_kept(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file = BytesIO(b"x" * 5_000_000)
    answer = client.post("/password/forgot", {"email": "amira@example.com", "file": file})
    assert answer.status_code == 302
    assert list(tmp_path.iterdir()) == []
    assert not answer.wsgi_request.FILES
