"""How documents are read: the query is the permission."""


from django.db import models


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents, by who may see them."""
