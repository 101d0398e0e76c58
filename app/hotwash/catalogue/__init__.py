"""One file per kind of element, fault and action; knows only the domain."""
