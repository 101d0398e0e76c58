"""Kinds of fault, one file each; a fault lays overlays and never sets a value."""
