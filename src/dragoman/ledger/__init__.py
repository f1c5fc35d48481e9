"""ledger: one record of the world over many reports, and what was believed when.

Takes Records and Judgements, gives Occurrences. `Ledger` is the way in; `opening` turns an address into a database,
`schema` names its tables, `adding` and `judging` write what was said and held, `merging` keeps the occurrences that
follow from it, `loading` makes values of rows again, `fulltext` finds passages.

What decides is in pure functions: `near_copies` (are two reports one text), `sameness` (may two claims be one event),
`clusters` (which claims are), `settling` (what they amount to), `conflicts` and `independence`.
"""

from dragoman.ledger.judging import same_question
from dragoman.ledger.ledger import Added, Ledger

__all__ = ["Added", "Ledger", "same_question"]
