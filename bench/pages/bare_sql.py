"""The statements of the bare way, by hand."""

from typing import Final

LIVE: Final = """
    g.account_id = %(account)s AND g.ended_at IS NULL AND g.starts_on <= current_date
    AND (g.ends_on IS NULL OR g.ends_on >= current_date)
    AND (r.id IS NULL OR (r.role = g.role AND (r.ends_on IS NULL OR r.ends_on >= current_date)))
"""
PUBLISHED: Final = "NOT {0}.withdrawn AND ({0}.withheld_until IS NULL OR {0}.withheld_until <= current_date)"
SESSION: Final = "SELECT session_data FROM django_session WHERE session_key = %(key)s AND expire_date > now()"
ACCOUNT: Final = "SELECT id, password, is_active, session_round FROM accounts_account WHERE id = %(account)s"
PEOPLE: Final = f"""
    SELECT p.id AS pk, p.public_id, p.first_name, p.last_name, g.role, g.kinds
    FROM access_grant g JOIN people_person p ON p.id = g.person_id
    LEFT JOIN people_representative r ON r.id = g.representative_id
    WHERE {LIVE} AND (p.date_of_death IS NULL OR g.role = 'executor')
"""  # noqa: S608 - no outsider's words
THERE: Final = f"""
    SELECT count(*) FILTER (WHERE seen) AS count, count(*) FILTER (WHERE gone) AS gone,
        min(issued_on) FILTER (WHERE seen) AS first, max(issued_on) FILTER (WHERE seen) AS last,
        array_agg(DISTINCT kind) FILTER (WHERE seen) AS kinds
    FROM (
        SELECT issued_on, kind, {PUBLISHED.format("d")} AS seen,
            (d.withdrawn AND d.replaced_at > now() - interval '90 days')
            OR (NOT d.withdrawn AND d.withheld_until = '9999-12-31'
                AND d.withheld_since > now() - interval '90 days') AS gone
        FROM documents_document d WHERE d.person_id = %(person)s AND d.kind = ANY (%(kinds)s)
    ) d
"""  # noqa: S608
NEWER: Final = f"""
    LEFT JOIN LATERAL (
        SELECT n.public_id, n.issued_on FROM documents_document n
        WHERE n.supersedes_ref = d.document_ref AND n.supersedes_ref <> '' AND n.person_id = d.person_id
            AND {PUBLISHED.format("n")}
        ORDER BY n.issued_on DESC, n.id DESC LIMIT 1
    ) n ON true
"""  # noqa: S608
PAGE: Final = f"""
    SELECT d.id AS pk, d.public_id, d.kind, d.issued_on, d.period_from, d.period_to, d.file_sha256, d.file_bytes,
        d.body, o.id IS NULL AS is_new, n.public_id AS newer_id, n.issued_on AS newer_on
    FROM documents_document d
    LEFT JOIN documents_opening o ON o.document_id = d.id AND o.account_id = %(account)s
    {NEWER}
    WHERE d.person_id = %(person)s AND d.kind = ANY (%(kinds)s) AND {PUBLISHED.format("d")}
    ORDER BY d.issued_on DESC, d.id DESC LIMIT 25
"""  # noqa: S608
DOCUMENT: Final = f"""
    SELECT d.id AS pk, d.public_id, d.document_ref, d.person_id, d.kind, d.issued_on, d.period_from, d.period_to,
        d.file_sha256, d.file_bytes, d.body, d.replaced_at, p.first_name, p.last_name, p.public_id AS person_public_id,
        o.id IS NULL AS is_new, g.own AS is_own, n.public_id AS newer_id, n.issued_on AS newer_on,
        (SELECT m.public_id FROM documents_message m WHERE m.account_id = %(account)s AND m.document_id = d.id
         ORDER BY m.id DESC LIMIT 1) AS asked_id,
        (SELECT string_agg(xmin::text || ctid::text, '' ORDER BY id) FROM documents_lineexplanation) AS dictionary
    FROM documents_document d JOIN people_person p ON p.id = d.person_id
    JOIN LATERAL (
        SELECT bool_or(g.role = '') AS own FROM access_grant g
        LEFT JOIN people_representative r ON r.id = g.representative_id
        WHERE {LIVE} AND (p.date_of_death IS NULL OR g.role = 'executor') AND g.person_id = d.person_id
            AND d.kind = ANY (g.kinds)
        HAVING count(*) > 0
    ) g ON true
    LEFT JOIN documents_opening o ON o.document_id = d.id AND o.account_id = %(account)s
    {NEWER}
    WHERE d.public_id = %(public_id)s AND {PUBLISHED.format("d")}
"""  # noqa: S608
AROUND: Final = f"""
    SELECT d.id AS pk, d.public_id, d.issued_on, d.period_from, d.period_to, d.body
    FROM documents_document d
    WHERE d.person_id = %(person)s AND d.kind = %(kind)s AND d.issued_on <= %(issued_on)s::date + 60
        AND {PUBLISHED.format("d")} AND NOT EXISTS (
            SELECT FROM documents_document n WHERE n.supersedes_ref = d.document_ref AND n.supersedes_ref <> ''
                AND n.person_id = d.person_id AND {PUBLISHED.format("n")})
    ORDER BY d.issued_on DESC, d.id DESC LIMIT 20
"""  # noqa: S608
OPENED: Final = """
    INSERT INTO documents_opening (account_id, document_id, opened_at) VALUES (%(account)s, %(document)s, now())
    ON CONFLICT DO NOTHING
"""
ENTRY: Final = """
    INSERT INTO audit_entry (actor_id, actor_role, action, object_type, object_id, person_id, address, details)
    VALUES (%(account)s, 'citizen', %(action)s, %(kind)s, %(pk)s, %(person)s, %(address)s, %(details)s)
"""
