"""The itinerary as a text that people put into their own: what it says (`account`), as Markdown, as a Word document.

`account` makes blocks of runs and no markup; each writer escapes whatever it is given. So an article's words can become
neither a link nor a heading nor a field, and both reports say the same.
"""
