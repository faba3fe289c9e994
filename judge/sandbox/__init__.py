"""Where programs of others run.

`port.py` is what the layers above see. Only this folder imports Docker; nothing in it knows a
problem, an expected answer or a verdict.
"""
