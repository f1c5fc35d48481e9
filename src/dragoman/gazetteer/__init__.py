"""The gazetteer: who bears a name, who held which post when, who is a member of what.

Tables come with the package; data/SOURCES tells whence, scripts/build_gazetteer.py how they were built.
"""

from dragoman.gazetteer.actors import Gazetteer, gazetteer
from dragoman.gazetteer.bodies import Country
from dragoman.gazetteer.dates import PartialDate
from dragoman.gazetteer.names import NameKind, NameMatch
from dragoman.gazetteer.tenure import Holding, Standing, StandingState, Tenure, TenureState

__all__ = [
    "Country",
    "Gazetteer",
    "Holding",
    "NameKind",
    "NameMatch",
    "PartialDate",
    "Standing",
    "StandingState",
    "Tenure",
    "TenureState",
    "gazetteer",
]
