"""Blank Startup: twelve people and nothing yet."""
