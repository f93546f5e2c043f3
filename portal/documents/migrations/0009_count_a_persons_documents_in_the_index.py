import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """One index on a person's documents instead of two, with all that decides whether one can be seen."""

    atomic = False
    dependencies = [("documents", "0008_messages_about_documents")]

    operations = [
        AddIndexConcurrently(
            model_name="document",
            index=models.Index(
                fields=["person", "-issued_on", "-id"],
                name="documents_of_person_in_order",
                include=["kind", "withdrawn", "withheld_until", "withheld_since", "replaced_at"],
            ),
        ),
        RemoveIndexConcurrently(model_name="document", name="document_of_person_newest"),
        migrations.AlterField(
            model_name="document",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="people.person",
            ),
        ),
    ]
