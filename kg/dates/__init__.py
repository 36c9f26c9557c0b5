"""When: from the words of an article to ISO 8601 / EDTF dates, by the document's date and the verb's tense.

The words are in kg/data/dates.toml.
"""

from kg.dates.find import find_times, tense_of
from kg.dates.model import Granularity, Interval, Kind, Tense, Time
from kg.dates.resolve import resolve
from kg.dates.roles import role_dates

__all__ = ["Granularity", "Interval", "Kind", "Tense", "Time", "find_times", "resolve", "role_dates", "tense_of"]
