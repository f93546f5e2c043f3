from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("emails", "0003_emails_can_be_held"),
    ]

    operations = [
        migrations.AddField(
            model_name="email",
            name="about",
            field=models.UUIDField(
                db_index=True, help_text="The access request it tells of, if it tells of one.", null=True
            ),
        ),
    ]
