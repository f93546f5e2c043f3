"""A row for each key of a person, kept in step with people_person.match_keys by the database itself.

New people are written by a delivery in one statement: their rows go in together, in the order of the index, so that each
of its pages is written once. Of a changed person only the keys that differ are touched.
"""

from django.db import migrations, models

SQL = """
CREATE FUNCTION people_keys_of_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO people_matchkey (key, person_id)
    SELECT unnest(match_keys) AS key, id FROM come ORDER BY key
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE FUNCTION people_keys_of_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM people_matchkey
    WHERE person_id = OLD.id AND key = ANY (OLD.match_keys) AND key <> ALL (coalesce(NEW.match_keys, '{}'));
    INSERT INTO people_matchkey (key, person_id) SELECT unnest(NEW.match_keys), NEW.id ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER keys_of_new AFTER INSERT ON people_person
REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION people_keys_of_new();
CREATE TRIGGER keys_of_changed AFTER UPDATE OF match_keys ON people_person
FOR EACH ROW WHEN (OLD.match_keys <> NEW.match_keys) EXECUTE FUNCTION people_keys_of_changed();
CREATE TRIGGER keys_of_deleted AFTER DELETE ON people_person
FOR EACH ROW EXECUTE FUNCTION people_keys_of_changed();
-- A lookup reads the index alone where a vacuum has passed since a delivery.
ALTER TABLE people_matchkey SET (
    autovacuum_vacuum_insert_scale_factor = 0.005, autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_analyze_scale_factor = 0.02
);
"""
UNDO = """
DROP TRIGGER keys_of_new ON people_person;
DROP TRIGGER keys_of_changed ON people_person;
DROP TRIGGER keys_of_deleted ON people_person;
DROP FUNCTION people_keys_of_new();
DROP FUNCTION people_keys_of_changed();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0006_those_no_longer_held")]

    operations = [
        migrations.CreateModel(
            name="MatchKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key", "person_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.IntegerField()),
                ("person_id", models.IntegerField()),
            ],
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
