"""words: how much two passages say the same.

`gist` are the content words of a phrase by their stems, `overlap` how much two gists share, `wording` the same for
whole passages, with synonyms and rare words weighing more; `amounts` are the numbers a passage gives.
"""
