"""Before the run: drafts of scenarios edited by pure functions; knows no window."""
