"""ledger: one record of the world over many reports, and what was believed when.

Takes Records and Judgements, gives Occurrences. `Ledger` is the way in; `decisions` says what a person can decide.
Below it, from the top down:

- `corrections`: what a person changes of an event;
- `store`: tables, what is written to them and read from them, and the merging that keeps occurrences up to date;
- `boards`: which acts belong together over time, such as a pledge and what keeps it;
- `tellings`: which tellings are of one occurrence, and what they amount to together;
- `words`: how much two passages say the same.

Only `store` knows a database; what decides is in pure functions of the others.
"""

from dragoman.ledger.ledger import Added, Ledger
from dragoman.ledger.store.judging import same_question

__all__ = ["Added", "Ledger", "same_question"]
