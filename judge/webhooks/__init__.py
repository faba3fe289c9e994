"""Telling other people's servers what happened here, after the Standard Webhooks scheme.

`dispatch.py` takes what is due from the store and decides what an answer means, `http_sender.py` sends one
letter, `guard.py` decides where letters may go. Knows no problem, no verdict and no queue.
"""
