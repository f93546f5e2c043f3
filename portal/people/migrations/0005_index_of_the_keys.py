import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_keys_of_those_on_file"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("match_keys"), fastupdate=False, name="person_by_match_keys"
            ),
        ),
    ]
