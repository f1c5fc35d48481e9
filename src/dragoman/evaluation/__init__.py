"""evaluation: how right a record is, against what careful readers noted by hand.

Each module scores one thing: `events` a report with a gold file, `reports` a folder of reports that two readers
annotated, the others a single step of the walk. `gold` reads gold files and decides when a party is the one that was
meant; `score` holds what scores are told in. Scorers take what the walk made, never the walk itself, so that any coder
can be scored. A gold file that can't be used raises GoldError; a low score never does.
"""
