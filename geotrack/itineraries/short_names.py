"""The short forms of English given names: Nick for Nicholas."""

from __future__ import annotations

_SHORT = {
    "alexander": "alex alec sandy", "andrew": "andy drew", "anthony": "tony", "arthur": "art", "benjamin": "ben benny",
    "catherine": "cathy kate katie kitty", "charles": "charlie chuck", "christopher": "chris kit",
    "daniel": "dan danny", "david": "dave davy", "donald": "don donny", "edward": "ed eddie ned ted teddy",
    "elizabeth": "beth betty eliza liz",
    "ernest": "ernie", "frances": "fanny", "frederick": "fred freddie", "george": "georgie", "gerald": "gerry",
    "gregory": "greg", "harold": "hal", "henry": "hank", "isaac": "ike", "james": "jim jimmy jamie",
    "jeffrey": "jeff", "john": "jack johnny", "joseph": "joe joey", "kenneth": "ken kenny", "lawrence": "larry",
    "leonard": "len lenny", "margaret": "maggie meg peggy", "matthew": "matt", "michael": "mick mickey mike",
    "nicholas": "nick nicky", "patrick": "paddy", "peter": "pete", "philip": "phil", "raymond": "ray",
    "richard": "dick rick ricky", "robert": "bob bobby rob robbie", "ronald": "ron ronnie", "samuel": "sam sammy",
    "stephen": "steve", "steven": "steve", "susan": "sue susie", "theodore": "theo", "thomas": "tom tommy",
    "timothy": "tim", "victoria": "vicky", "vincent": "vince", "walter": "walt",
    "william": "bill billy will wills willie",
}  # fmt: skip
_FULL = {short: full for full, all_short in _SHORT.items() for short in all_short.split()}


def full(name: str) -> str:
    """The given name that a short form stands for, or the word itself, in lower case.

    >>> full("nick"), full("neil")
    ('nicholas', 'neil')
    """
    return _FULL.get(name, name)
