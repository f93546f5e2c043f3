"""Gives everybody on file their keys, before the index is built; a thousand people a transaction."""

from typing import Any

from django.db import migrations

from portal.people.renewing import renew_keys


def renew(apps: Any, _schema_editor: Any) -> None:
    renew_keys(apps.get_model("people", "Person"))


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("people", "0003_found_by_keys"),
    ]

    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
