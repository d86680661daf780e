"""cxmap: the map and the plan for winning an organisation's leaders, one conversation at a time."""

__version__ = "0.1.0"
