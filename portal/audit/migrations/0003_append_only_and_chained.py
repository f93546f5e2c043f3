"""The trail can only grow, and each entry is chained to the one before it, by the database itself.

At commit, after every other deferred check, a transaction's entries take the next positions: they wait for the lock
on the one-row head, so positions are in the order of the commits. The lock is the last one a transaction takes and
nothing is awaited while it is held, so it cannot take part in a deadlock. That is why there are two rounds: the
first (on the entry) only puts a link into the queue of deferred triggers, behind the foreign keys that are still to
be checked; the second (on the link) takes the lock.
"""

from django.db import migrations

TEXT_OF_AN_ENTRY = """
CREATE FUNCTION audit_entry_text(entry audit_entry, place bigint) RETURNS text LANGUAGE sql STABLE
RETURN jsonb_build_array(
    place, entry.id, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), entry.actor_id,
    entry.actor_role, entry.action, entry.object_type, entry.object_id, entry.person_id, host(entry.address),
    entry.details
)::text;
COMMENT ON FUNCTION audit_entry_text IS 'What is hashed: a JSON array, so that no two entries have the same text.';

CREATE FUNCTION audit_hash(hash_before bytea, entry audit_entry, place bigint) RETURNS bytea LANGUAGE sql STABLE
RETURN sha256(hash_before || convert_to(audit_entry_text(entry, place), 'UTF8'));
"""

CHAIN = """
INSERT INTO audit_head (id, position, hash) VALUES (1, 0, sha256(''));

CREATE FUNCTION audit_queue_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_link (entry_id) VALUES (NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION audit_chain_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head audit_head;
    entry audit_entry;
BEGIN
    IF EXISTS (SELECT FROM audit_link WHERE entry_id = NEW.entry_id AND position IS NOT NULL) THEN
        RETURN NULL;
    END IF;
    SELECT * INTO STRICT head FROM audit_head FOR UPDATE;
    FOR entry IN
        SELECT e.* FROM audit_link l JOIN audit_entry e ON e.id = l.entry_id WHERE l.position IS NULL ORDER BY e.id
    LOOP
        head.position := head.position + 1;
        head.hash := audit_hash(head.hash, entry, head.position);
        UPDATE audit_link SET position = head.position, hash = head.hash WHERE entry_id = entry.id;
    END LOOP;
    UPDATE audit_head SET position = head.position, hash = head.hash;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION audit_chain_entries IS
    'Chains all entries of the transaction when it is called for the first of them: each change of the head that is not
    committed yet makes the next one slower. Links without a position are always of the transaction itself.';

CREATE CONSTRAINT TRIGGER first_round AFTER INSERT ON audit_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_queue_entry();
CREATE CONSTRAINT TRIGGER second_round AFTER INSERT ON audit_link
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_chain_entries();
"""

GUARDS = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail can only grow: % on % is refused.', TG_OP, TG_TABLE_NAME;
END $$;

CREATE FUNCTION audit_chain_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 OR (TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'audit_link' AND OLD.position IS NOT NULL) THEN
        RAISE EXCEPTION 'Only the database itself writes the chain: % on % is refused.', TG_OP, TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER append_only BEFORE DELETE ON audit_link FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER append_only BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER chain_only BEFORE INSERT OR UPDATE ON audit_link FOR EACH ROW EXECUTE FUNCTION audit_chain_only();
CREATE TRIGGER chain_only BEFORE INSERT OR UPDATE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_chain_only();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_entry EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_link EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_head EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_seal EXECUTE FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_links_head_and_seals")]

    operations = [migrations.RunSQL(TEXT_OF_AN_ENTRY), migrations.RunSQL(CHAIN), migrations.RunSQL(GUARDS)]
