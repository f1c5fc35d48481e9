"""corrections: what a person changes of an event, checked and completed before it is judged.

`correcting` is the way in; beside it a module for each kind of thing that is typed: `values`, `codes`, `parties`,
`sources`, `meetings`.
"""

from dragoman.ledger.corrections.correcting import FIELDS, corrected, correction, fields_of

__all__ = ["FIELDS", "corrected", "correction", "fields_of"]
