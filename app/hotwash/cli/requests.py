"""A request that can't be carried out; knows no command."""

from __future__ import annotations


class BadRequest(ValueError):
    """Arguments that can't be carried out; its text is the whole sentence."""
