"""The command line: for scripts, CI and machines without a screen; a thin layer over bootstrap."""
