"""What a screen shows and allows, as plain records; no Qt in it, and nothing here draws."""
