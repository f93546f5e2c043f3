"""Gives those on file their rows of keys; twenty thousand people a transaction, while deliveries may run beside it.

Can be stopped and started again.
"""

from typing import Any

from django.db import migrations

AT_ONCE = 20_000
# Locked, so that nobody's keys change between being read and being written.
FILL = """
WITH them AS (SELECT id, match_keys FROM people_person WHERE id > %s AND id <= %s FOR NO KEY UPDATE)
INSERT INTO people_matchkey (key, person_id) SELECT unnest(match_keys) AS key, id FROM them ORDER BY key
ON CONFLICT DO NOTHING
"""


def fill(_apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM people_person")
        for start in range(0, cursor.fetchone()[0], AT_ONCE):
            cursor.execute(FILL, [start, start + AT_ONCE])
        cursor.execute("VACUUM (ANALYZE) people_matchkey")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("people", "0007_keys_in_rows")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
