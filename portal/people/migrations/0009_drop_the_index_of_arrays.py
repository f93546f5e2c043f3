"""Rows of keys have taken its place."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0008_keys_in_rows_of_those_on_file")]

    operations = [migrations.RemoveIndex(model_name="person", name="person_by_match_keys")]
