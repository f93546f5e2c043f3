"""Addresses that were refused for good, and the e-mail log by kind of e-mail."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("emails", "0005_owed_once")]

    operations = [
        migrations.AddField(
            model_name="email",
            name="address_refused",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Whoever takes e-mails for it said that there is no such address.",
            ),
        ),
        migrations.AddIndex(
            model_name="email",
            index=models.Index(models.F("template"), models.F("id"), name="email_by_template"),
        ),
    ]
