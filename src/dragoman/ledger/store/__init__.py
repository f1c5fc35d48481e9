"""store: the ledger in a database, SQLite or PostgreSQL.

`opening` turns an address into an engine; `schema` names the tables, `reading_views` spells them for others who read
them, `migrations` bring older ones up. `adding`, with `copies` and `filing`, writes what reports say, `judging` what
people hold, `carrying` takes their judgements to a newer reading; `merging` keeps the occurrences that follow, which
`versions` and `rows` write. `loading` makes values of rows again, and `fulltext` finds passages.
"""
