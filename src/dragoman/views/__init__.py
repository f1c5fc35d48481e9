"""views: the questions that the ledger answers.

Place in the walk: behind `ledger`, before every face. A view is a function of a ledger and a `Filter` that gives a
frozen value; it reads and never writes. The command line, the web pages and the brief ask the same functions, so they
can't disagree.

`filters` says which occurrences are meant and turns that into SQL; `parties` says whom a name means, `wording` which
passages hold some words; `pages` gives occurrences a page at a time. On these stand the views proper, a file each:
`timeline`, `dyad`, `actor`, `search`, `evidence`, `facets`, `network`, `located`, the boards `meetings`, `commitments`,
`positions` (side by side in a `position_matrix`) and `expectations`, `comparison` of two filters, `quotations`,
`review`, `corrections` and `judgements`, and `brief`, which puts them together for one counterpart; `reports` are what
the ledger holds, whatever they tell. `as_json` spells any answer as plain values.
"""

from dragoman.views.filters import DONE, EVERYTHING, SAID, Filter
from dragoman.views.pages import Page
from dragoman.views.parties import Sought, seek

__all__ = ["DONE", "EVERYTHING", "SAID", "Filter", "Page", "Sought", "seek"]
