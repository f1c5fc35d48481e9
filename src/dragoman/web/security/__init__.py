"""security: who may do what, and what no request may do.

`access` is the table of routes and the least role for each; `guard` holds every request against it before any page
runs. `users` keeps people, their tokens and logins; `seats` knows browsers by a signed cookie; `csrf` tells a form of
ours from somebody else's; `hosts` refuses foreign names for this server; `headers` and `limits` hold for all answers
and requests; `audit` writes down who judged and who logged in; `fetching` opens addresses that a page names.
"""
