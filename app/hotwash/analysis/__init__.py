"""What a network's shape and rules imply for a call; no time in it, and the only room that may use NetworkX."""
