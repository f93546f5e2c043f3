"""The keys of people in rows, for lookups that read an index alone."""

from django.db import models


class MatchKey(models.Model):
    """One key of one person. Triggers of the database keep these rows in step with Person.match_keys.

    There is no foreign key: it would be checked for every row, and needs an index of its own.
    """

    pk = models.CompositePrimaryKey("key", "person_id")
    key = models.IntegerField()
    # Half the width of a person's id: a person has some sixteen of these.
    person_id = models.IntegerField()

    def __str__(self) -> str:
        return f"key {self.key} of person {self.person_id}"
