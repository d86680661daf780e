"""The method as data: roles, titles, barriers, messages, asks and phases."""
