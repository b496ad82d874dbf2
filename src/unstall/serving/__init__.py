"""The door through which voters join from their own browsers; a program of its own.

The facilitator's program starts `python -m unstall.serving`, which lets people in and runs one
small app for each of them. It knows the room's folder and nothing else: no session, no plan.
"""
