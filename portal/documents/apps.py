from typing import Any

import msgspec
from django.apps import AppConfig
from django.apps.registry import Apps, apps
from django.db.models.signals import post_migrate


class DocumentsConfig(AppConfig):
    name = "portal.documents"

    def ready(self) -> None:
        from portal.documents.announcing import as_it_is_now  # noqa: PLC0415 - once the apps are ready
        from portal.emails.sending import AS_IT_IS_NOW  # noqa: PLC0415

        AS_IT_IS_NOW["new_documents"] = as_it_is_now
        # Django's place for rows that a portal starts with: also after a test has emptied the tables.
        post_migrate.connect(bring_line_dictionary, sender=self)


def bring_line_dictionary(*, using: str, apps: Apps = apps, **_: Any) -> None:
    """Adds the explanations that came with this version of the portal; those that are there stay as they are."""
    from portal.documents.explaining.dictionary import starting_entries  # noqa: PLC0415 - once the apps are ready

    try:
        line_explanation = apps.get_model("documents", "LineExplanation")
    except LookupError:  # The migrations were taken back to before it.
        return
    rows = [line_explanation(**msgspec.structs.asdict(entry)) for entry in starting_entries()]
    manager = line_explanation._default_manager  # noqa: SLF001 - part of Django's documented interface
    manager.using(using).bulk_create(rows, ignore_conflicts=True)
