"""Reading, the first step of the walk: `open_reports` opens what the user names, `read` makes Documents of Reports.

A new format is one file in this folder and one entry in `formats.py`.
"""

from dragoman.reading.mapping import FieldMapping
from dragoman.reading.reader import read
from dragoman.reading.sources import open_reports
from dragoman.reading.unread import Unread

__all__ = ["FieldMapping", "Unread", "open_reports", "read"]
