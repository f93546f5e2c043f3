"""Staff have no home page: they start with the requests."""

import pytest
from django.urls import reverse

from tests.support.cast import client_of


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["viewer", "officer", "senior", "admin"])
def test_staff_are_sent_to_the_requests(who: str, request: pytest.FixtureRequest) -> None:
    response = client_of(request.getfixturevalue(who)).get("/home")
    assert (response.status_code, response["Location"]) == (302, reverse("casework:requests"))
