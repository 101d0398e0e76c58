"""Sheets that are filled in or hung up: blank forms, placards, lists."""
