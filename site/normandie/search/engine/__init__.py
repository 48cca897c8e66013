"""The search engine of the site search, where there is one: what it holds, and what it answers.

``documents`` tells it of places and pages; ``answers`` asks it first, and the tables otherwise.
"""
