"""Who is no longer held is few: found without reading the others (F10)."""

from django.db import migrations, models

NOT_HELD = models.Q(("no_longer_held_since__isnull", False))


class Migration(migrations.Migration):
    dependencies = [("people", "0005_index_of_the_keys")]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(models.F("id"), condition=NOT_HELD, name="person_not_held"),
        ),
        migrations.AddIndex(
            model_name="representative",
            index=models.Index(models.F("id"), condition=NOT_HELD, name="representative_not_held"),
        ),
    ]
