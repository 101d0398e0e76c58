"""Kinds of action that a seat can take, one file each."""
