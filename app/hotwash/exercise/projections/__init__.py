"""Folds over the journal: each is an initial value and what one fact makes of it."""
