"""Exercise Evaluation Guides as blank forms."""
