from dataclasses import replace
from datetime import date

import pytest

from portal.matching.records import ActingQuery, RepresentativeOnFile, Tier
from portal.matching.representatives import find_representative

TODAY = date(2026, 6, 5)
PETER = RepresentativeOnFile(
    "R1", "power_of_attorney", "Peter", "Bloggs", email="peter@example.com", postcode="WR5 2NP",
    starts_on=date(2024, 1, 1),
)  # fmt: skip
ASKED = ActingQuery("power_of_attorney", "Peter", "Bloggs", "WR5 2NP", "peter@example.com")


@pytest.mark.parametrize(
    ("changes", "tier"),
    [
        ({}, Tier.STRONG),
        ({"first_name": "Pete", "last_name": "Blogs", "email": "other@example.com"}, Tier.STRONG),
        ({"postcode": "", "email": "Peter@Example.com "}, Tier.STRONG),
        ({"first_name": "Bloggs", "last_name": "Peter"}, Tier.STRONG),
        ({"postcode": "GL1 1AA", "email": "other@example.com"}, Tier.POSSIBLE),
        ({"role": "deputy"}, Tier.POSSIBLE),
        ({"first_name": "P"}, Tier.WEAK),
        ({"first_name": "Agnes"}, Tier.NOT_ON_FILE),
        ({"first_name": "Kwame", "last_name": "Mensah"}, Tier.NOT_ON_FILE),
        ({"first_name": "", "last_name": ""}, Tier.NOT_ON_FILE),
    ],
)
def test_the_requester_beside_who_is_on_file(changes: dict[str, str], tier: Tier) -> None:
    assert find_representative(replace(ASKED, **changes), [PETER], TODAY).tier is tier


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends_on": TODAY}, "on file in this role"),
        ({"ends_on": date(2026, 6, 4)}, "the role ended on 4 June 2026"),
        ({"starts_on": date(2026, 7, 1)}, "the role starts on 1 July 2026"),
        ({"is_held": False}, "no longer on file"),
        ({"role": "deputy"}, "on file in another role"),
    ],
)
def test_whether_the_role_holds_is_said(changes: dict[str, object], words: str) -> None:
    found = find_representative(ASKED, [replace(PETER, **changes)], TODAY)  # type: ignore[arg-type]  # fields of it
    assert found.words == words
    assert (found.tier is Tier.STRONG) == (words == "on file in this role")


def test_of_several_roles_the_one_asked_for_is_found_and_nobody_is_said_too() -> None:
    deputy = replace(PETER, representative_ref="R2", role="deputy")
    assert find_representative(ASKED, [deputy, PETER], TODAY).representative_ref == "R1"
    nobody = find_representative(ASKED, [], TODAY)
    assert (nobody.tier, nobody.representative_ref, nobody.words) == (Tier.NOT_ON_FILE, "", "not on file")


def test_an_organisation_is_found_by_its_name_alone() -> None:
    firm = RepresentativeOnFile("R3", "deputy", organisation="Hart & Co Solicitors")
    assert find_representative(ASKED, [firm], TODAY).tier is Tier.NOT_ON_FILE
    asked = ActingQuery("deputy", "Hart & Co", "Solicitors")
    assert find_representative(asked, [firm], TODAY).tier is Tier.POSSIBLE
