"""Deliveries over HTTPS, for programs: no session, no cookie, no page; errors are problems in JSON (RFC 9457)."""
