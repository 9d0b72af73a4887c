"""What the HTML map is made of: the words and numbers it shows (`story`), the piece of world under them (`ground`)."""
