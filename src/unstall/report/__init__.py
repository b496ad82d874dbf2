"""Written documents: a document is composed of sentences and tables, then rendered to a format.

One way only: `dossier` gathers what a document is written from, `sections` and `document` compose
it as `blocks`, and `markdown` and `html` render blocks through templates. `data` gives the same
results to programs. Nothing here decides anything, and nothing is read but what was handed in.
"""
