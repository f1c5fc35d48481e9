"""charts: pictures of the record as SVG, drawn on the server (docs/decisions/0011-charts.md).

A chart is markup that stands in a page or alone in a file. Its colours are attributes, so that it looks right alone,
and classes, by which a page's style sheet gives it the reader's theme. What can be followed is a link; what can't be
seen is a title; the page shows the same numbers as a table.
"""
