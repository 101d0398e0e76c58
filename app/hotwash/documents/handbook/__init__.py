"""The Facilitator and Evaluator Handbook; never for players."""
