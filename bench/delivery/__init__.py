"""How fast a delivery is taken, beside COPY of clean rows and `update_or_create`."""
