"""Core capabilities as described in the National Preparedness Goal, Second Edition (U.S. Department of Homeland
Security, September 2015; in the public domain), taken from public quotations of it. Knows no scenario."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SOURCE = "as quoted from the National Preparedness Goal, Second Edition, September 2015"
"""Printed beside each description: the words come from quotations of the Goal and not from a copy of it."""
DESCRIPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "Planning": (
            "Conduct a systematic process engaging the whole community as appropriate in the development of executable "
            "strategic, operational, and/or tactical-level approaches to meet defined objectives."
        ),
        "Public Information and Warning": (
            "Deliver coordinated, prompt, reliable, and actionable information to the whole community through the use "
            "of clear, consistent, accessible, and culturally and linguistically appropriate methods to effectively "
            "relay information regarding any threat or hazard, as well as the actions being taken and the assistance "
            "being made available."
        ),
        "Operational Coordination": (
            "Establish and maintain a unified and coordinated operational structure and process that appropriately "
            "integrates all critical stakeholders and supports the execution of core capabilities."
        ),
        "Cybersecurity": (
            "Protect (and, if needed, restore) electronic communications systems, information, and services from "
            "damage, unauthorized use, and exploitation."
        ),
        "Infrastructure Systems": (
            "Stabilize critical infrastructure functions, minimize health and safety threats, and efficiently restore "
            "and revitalize systems and services to support a viable, resilient community."
        ),
        "Operational Communications": (
            "Ensure the capacity for timely communications in support of security, situational awareness, and "
            "operations by any and all means available, among and between affected communities in the impact area and "
            "all response forces."
        ),
        "Situational Assessment": (
            "Provide all decision makers with decision-relevant information regarding the nature and extent of the "
            "hazard, any cascading effects, and the status of the response."
        ),
    }
)
"""Description by name, each found in at least one public quotation of the Goal (Situational Assessment in full in one
only); whoever prints a guide compares it with the Goal. For any other capability the form leaves a line to write on."""
