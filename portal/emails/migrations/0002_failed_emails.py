from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def date_those_that_failed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """When they were given up was not kept before; when they were owed is the nearest thing known."""
    apps.get_model("emails", "Email").objects.filter(status="failed").update(failed_at=models.F("owed_at"))


class Migration(migrations.Migration):
    dependencies = [("emails", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="email",
            name="failed_at",
            field=models.DateTimeField(help_text="When it was given up.", null=True),
        ),
        migrations.AlterField(
            model_name="email",
            name="sealed_context",
            field=models.TextField(
                blank=True, help_text="The template's data, encrypted; emptied once sent or 30 days failed."
            ),
        ),
        migrations.RunPython(date_those_that_failed, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="email",
            index=models.Index(models.F("id"), condition=models.Q(("status", "failed")), name="failed_email"),
        ),
        migrations.AddConstraint(
            model_name="email",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("failed_at__isnull", False), ("status", "failed")),
                    models.Q(models.Q(("status", "failed"), _negated=True), ("failed_at", None)),
                    _connector="OR",
                ),
                name="a_failed_email_says_when",
            ),
        ),
    ]
