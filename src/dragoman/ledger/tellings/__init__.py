"""tellings: which tellings are of one occurrence, and what they amount to together; pure functions.

`near_copies` finds reports that are one text. `blocking` says which tellings are compared; `sketch`, with `parties`,
`timing` and `credits`, is what of a telling is; `grounds` and `sameness` say whether two may be one event and how sure
that is; `clusters` makes groups of pairs, `settling` an occurrence of a group, with `conflicts` and `independence`.
"""
