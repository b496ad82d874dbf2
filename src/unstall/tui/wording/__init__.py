"""What the screens say: pure functions from the session on the desk to sentences.

Nothing here knows a widget; the screens turn what comes out into rows.
"""
