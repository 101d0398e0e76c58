"""The composition root: the only room that knows every other. Sessions and records come out of files here."""
