"""The After-Action Report/Improvement Plan as plain values; it rates nobody and knows no page."""
