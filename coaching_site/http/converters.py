"""Kinds of values in addresses, beside those that Django knows."""

from django.urls.converters import IntConverter


class PlainNumber(IntConverter):
    """A number written in one way only, without zeros before it: one page has one address."""

    regex = "[1-9][0-9]{0,8}"
