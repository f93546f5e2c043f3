from typing import Any

import django.contrib.postgres.search
from django.db import migrations

from portal.access.search_keys import search_keys

CHUNK = 1000


def give_keys_to_what_was_sent(apps: Any, schema_editor: Any) -> None:
    """In chunks, so that a large table is never locked as a whole."""
    requests = apps.get_model("access", "AccessRequest").objects
    sent = requests.filter(search_keys=None).exclude(status="draft")
    while chunk := list(sent[:CHUNK]):
        for request in chunk:
            request.search_keys = search_keys(request)
        requests.bulk_update(chunk, ["search_keys"])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("access", "0007_held_rejections_and_warnings")]

    operations = [
        migrations.AddField(
            model_name="accessrequest",
            name="search_keys",
            field=django.contrib.postgres.search.SearchVectorField(
                editable=False, help_text="From sending on: see search_keys.py.", null=True
            ),
        ),
        migrations.RunPython(give_keys_to_what_was_sent, migrations.RunPython.noop),
    ]
