"""Reading a page as its reader does: the words, without the markup."""

import html
import re
from uuid import UUID

from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse


def words(response: HttpResponseBase) -> str:
    """The words of the page's main part, with single spaces."""
    page = response.content.decode()  # type: ignore[attr-defined]  # pages are never streamed
    main = page.split('id="main"', 1)[1].split(">", 1)[1].split("</main>", 1)[0]
    text = re.sub(r"<(br|/?(p|li|h\d|td|th|tr|dt|dd|div|caption|summary|strong|span|a)\b)[^>]*>", " ", main)
    text = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", text)))
    return re.sub(r" ([.,])", r"\1", text).strip()


def read(client: Client, name: str, public_id: UUID, query: str = "") -> str:
    """The words of a page that must be there."""
    response = client.get(reverse(f"documents:{name}", args=[public_id]) + query)
    assert response.status_code == 200
    return words(response)
