"""The authored scenario: files to values, schema and lint; knows no simulator, journal, screen or paper."""
