"""Values and rules of an outage exercise; standard library only, knows no file, screen, clock or simulator."""
