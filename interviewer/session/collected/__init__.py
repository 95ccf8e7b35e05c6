"""Interviews that a form on a phone collected: rows of ODK Central or KoboToolbox -> the events of sessions. Pure."""
