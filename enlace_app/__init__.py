"""Enlace: meetings, agreements and minutes of Coahuila's regional enlaces, offline."""

__version__ = "0.1.0"
