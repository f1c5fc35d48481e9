"""boards: which acts belong together over time; pure functions.

`acts` are events as the boards compare them. Of commitments: `reaffirmations`, and `follow_ups` by `pledge_kinds`; of
positions: `novelty` and `expectations`; of meetings: `announcements`, `attendance`, `sidelines`, `outcomes` and
`readouts`.
"""
