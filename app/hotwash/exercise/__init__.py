"""The run: one session that writes, an inbox before it, folds over what it wrote. Knows no screen and no paper."""
