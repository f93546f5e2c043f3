"""Addresses: the form an account or a request keeps one in, and the local table that a postcode is looked up in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class EntryWay(models.TextChoices):
    """How an address came to be typed."""

    CHOSEN = "chosen", "chosen from a list"
    MANUAL = "manual", "typed in"
    ABROAD = "abroad", "typed in, outside the UK"


class KnownAddress(models.Model):
    """A postal address from AddressBase or an LLPG, filled by `manage.py load_addresses`."""

    uprn = models.CharField(max_length=12, primary_key=True)
    lines = ArrayField(models.TextField())
    town = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, db_index=True, help_text='With its space, e.g. "WR5 2NP".')
    sort_key = models.TextField(help_text="Street, then number, so that 2 comes before 10.")

    def __str__(self) -> str:
        return f"address {self.uprn}"


class AddressLoad(models.Model):
    """One time the table of addresses was filled, kept for whoever asks how old it is."""

    name = models.TextField(help_text="The file's own name, which says the edition, without the folders above it.")
    taken = models.PositiveIntegerField(help_text="Addresses that were added or replaced.")
    removed = models.PositiveIntegerField()
    bad = models.PositiveIntegerField(help_text="Rows left out.")
    loaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"load of addresses {self.pk}"
