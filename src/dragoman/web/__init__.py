"""web: the reading room, a face of dragoman: pages to look at the record, and an HTTP API that is the same record.

`app.create_app` puts it together; it is imported from there, because it needs the libraries of the extra `web`.

Place in the walk: beside `cli`, above the pipeline, the views and the ledger, which it asks; it decides nothing about
the record itself. `pages` and `api` hold one file a page family; what they share stands here: `room` is what all
requests share, `page` makes a page of a template, `asking` reads a filter from an address and `board_queries` what
boards ask besides, `passages` lays a report's text out with its marks, `desk` codes posted reports, `assets` serves our
own files, `charts` draws, `faults` turns errors into answers, `memory` keeps answers until the ledger changes.
`pledging` and `deciding` turn what a reviewer says into judgements. `security` says who may do what.
"""
