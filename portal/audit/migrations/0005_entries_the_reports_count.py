from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("audit", "0004_entries_on_an_object_in_order")]

    operations = [
        AddIndexConcurrently(
            model_name="entry",
            index=models.Index(
                fields=["action", "at"],
                name="entry_counted",
                include=("object_id",),
                condition=models.Q(
                    (
                        "action__in",
                        (
                            "accounts.details_told",
                            "accounts.address_told",
                            "accounts.login_chosen",
                            "accounts.code_sent",
                            "accounts.registered",
                            "documents.listed",
                            "documents.opened",
                            "documents.downloaded",
                        ),
                    )
                ),
            ),
        ),
    ]
