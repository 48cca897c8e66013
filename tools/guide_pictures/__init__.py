"""The pictures of the guides: screens of a demo that runs, as its accounts see them.

All that shows on them is invented. What is made for a picture is deleted after it.
"""
