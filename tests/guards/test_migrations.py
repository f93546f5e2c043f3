"""Migrations are linear: one after the other in each room, none merged."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

ROOMS = [config.label for config in apps.get_app_configs() if config.name.startswith("portal.")]


@pytest.mark.parametrize("room", ROOMS)
def test_each_migration_of_a_room_follows_one_other(room: str) -> None:
    loader = MigrationLoader(connection=None)
    migrations = [migration for (label, _), migration in loader.disk_migrations.items() if label == room]
    parents = [parent for migration in migrations for parent in migration.dependencies if parent[0] == room]
    assert len(parents) == len(set(parents)) == max(len(migrations) - 1, 0)


@pytest.mark.django_db
def test_the_models_are_as_the_migrations_left_them() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_every_migration_has_been_applied_to_the_test_database() -> None:
    loader = MigrationLoader(connection)
    assert set(loader.disk_migrations) <= set(loader.applied_migrations)
