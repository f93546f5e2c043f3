import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Each is made while the table is being written to; the old one goes when the new one stands."""

    atomic = False
    dependencies = [("access", "0008_search_keys")]

    operations = [
        AddIndexConcurrently(
            model_name="accessrequest",
            index=models.Index(
                fields=["promised_by", "id"],
                name="open_request_by_promise",
                include=("status", "claimed_by"),
                condition=models.Q(("status__in", ("submitted", "in_review", "info_needed", "second_check"))),
            ),
        ),
        AddIndexConcurrently(
            model_name="accessrequest",
            index=models.Index(
                models.F("sent_at"), models.F("id"), condition=models.Q(("flagged", True)), name="flagged_request"
            ),
        ),
        AddIndexConcurrently(
            model_name="accessrequest",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search_keys"], name="request_by_search_keys"),
        ),
        AddIndexConcurrently(
            model_name="assessment",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["candidates"], name="assessment_by_candidate", opclasses=["jsonb_path_ops"]
            ),
        ),
        RemoveIndexConcurrently(model_name="accessrequest", name="request_by_promise"),
    ]
