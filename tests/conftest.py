"""Fixtures for every test of the portal."""
