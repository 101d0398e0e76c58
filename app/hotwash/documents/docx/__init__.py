"""Documents as Word files; the only folder that knows python-docx."""
