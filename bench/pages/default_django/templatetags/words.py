"""The portal's way of writing sizes, as a filter of Django's templates."""

from django.template import Library

from portal.design.formats import file_size

register = Library()
register.filter("file_size", file_size)
