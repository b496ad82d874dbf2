"""What a voter sees in their browser: the question on stage, their own vote, and the outcome.

A program of its own, of which there is one for every voter: it is kept light, reads what is on
stage and its own slip, and nothing else.
"""
