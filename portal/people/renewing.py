"""Makes the keys anew of those whose keys follow an older rule, or who never had any."""

from typing import Final

from django.db import transaction

from portal.matching.keys import KEY_RULE
from portal.people.models import Person
from portal.people.on_file import keys_of_person

AT_ONCE: Final = 1_000


def renew_keys(people: type[Person] = Person) -> int:
    """Gives the number of people renewed. Can be stopped and started again at any time; a delivery may run beside it.

    `people` is the model as a migration sees it.
    """
    renewed = 0
    while some := _renew_some(people):
        renewed += some
    return renewed


@transaction.atomic
def _renew_some(people: type[Person]) -> int:
    some = list(people.objects.filter(key_rule__lt=KEY_RULE).select_for_update(no_key=True)[:AT_ONCE])
    for person in some:
        person.match_keys = keys_of_person(person)
        person.key_rule = KEY_RULE
    people.objects.bulk_update(some, ["match_keys", "key_rule"])
    return len(some)
