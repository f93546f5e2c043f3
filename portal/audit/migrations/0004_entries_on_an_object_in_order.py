from django.db import migrations, models


class Migration(migrations.Migration):
    """The history of one object is read newest first, page by page."""

    dependencies = [
        ("audit", "0003_append_only_and_chained"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="entry", name="entry_on_object"),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["object_type", "object_id", "-id"], name="entry_on_object"),
        ),
    ]
