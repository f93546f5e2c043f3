import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_keys_of_any_length"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="key_rule",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, help_text="The rule the keys were made by."
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="match_keys",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(),
                db_default=[],
                default=list,
                help_text="What requests find them by: matching.keys.",
                size=None,
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(models.F("key_rule"), name="person_by_key_rule"),
        ),
    ]
