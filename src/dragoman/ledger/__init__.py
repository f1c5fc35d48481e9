"""ledger: one record of the world over many reports, and what was believed when.

Takes Records and Judgements, gives Occurrences. `Ledger` is the way in; `opening` turns an address into a database,
`schema` names its tables, `adding` and `judging` write what was said and held, `merging` keeps the occurrences that
follow from it, `loading` makes values of rows again, `fulltext` finds passages.

What decides is in pure functions, which know no database:

- copies and merging: `near_copies` (are two reports one text), `blocking` (which tellings are compared), `sketch`,
  `parties`, `timing`, `wording`, `amounts`, `credits` (what of them is), `grounds` and `sameness` (may two be one
  event, and how sure is it), `clusters` (which are), `settling` (what they amount to), `conflicts`, `independence`;
- the boards: `acts` and `gist` (an event as they compare it), `reaffirmations`, `pledge_kinds`, `follow_ups`,
  `novelty`, `expectations`, `attendance`, `sidelines`, `announcements`, `outcomes`, `readouts`;
- people's judgements: `decisions`, `corrections` and the modules named after them, `carrying` (a newer reading keeps
  them).
"""

from dragoman.ledger.judging import same_question
from dragoman.ledger.ledger import Added, Ledger

__all__ = ["Added", "Ledger", "same_question"]
