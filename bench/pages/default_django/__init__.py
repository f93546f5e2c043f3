"""The same two pages as a default Django project has them: its templates, model instances, a connection a request."""
