"""Sheets of half a page: one for each inject, and one for each role, front and back."""
