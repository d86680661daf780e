"""Meridian Financial: ten months on the broad route, from a service team to the president's forum."""
