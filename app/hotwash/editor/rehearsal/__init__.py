"""Rehearsal of a scenario: what one call meets, which failures are worst, and how it goes when nobody sits there."""
