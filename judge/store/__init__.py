"""What is kept: users, problems, submissions, judgings, jobs, and the contents they refer to.

Knows neither queue nor Docker nor HTTP. Rows become values of `model` here and nowhere else.
"""
