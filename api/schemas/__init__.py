"""What goes over the wire, one module per resource, each with examples and its conversions.

Models of `judge.model` are converted here and nowhere else; they know nothing of these.
"""
