"""Exercise Evaluation Guides, blank and filled in."""
