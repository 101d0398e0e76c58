"""Hotwash: tabletop outage exercises on emergency-call networks.

A trainer draws a 911 network, arms a fault, and the simulated public keeps calling; trainees see at their seats
only the symptoms their real desk would show, act, and live with the consequences; the after-action report is
written from the exercise's own journal. This file holds the version and imports nothing, so that every room may
read it.
"""

__version__ = "0.1.0"
