"""The version of dragoman, for records, user agents and `--version`."""

__version__ = "0.1.0"
