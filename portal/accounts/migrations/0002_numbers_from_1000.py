"""The account's number has four digits from the first (the guide's J_Bloggs_1234_5)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE accounts_account ALTER COLUMN id RESTART WITH 1000",
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
