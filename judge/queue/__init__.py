"""Telling workers that there is work, and watchers what becomes of it.

The store decides what has to be done and who does it; the queue only carries ids quickly, and may lose
them: the sweeper puts back what is missing. Knows no problem, no verdict and no HTTP.
"""
