"""Paper: what a document says as plain values, and its rendering; it decides nothing about an exercise."""
