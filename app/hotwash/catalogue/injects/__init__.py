"""One file per kind of inject: what it does when it is released."""
