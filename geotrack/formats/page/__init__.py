"""What the HTML map is made of: the words and numbers it shows (`story`), the piece of world under them (`ground`).

Folium and Leaflet make `map_geotrack`; the files of `script/` draw everything on it and beside it from the JSON block.
Text of articles reaches the page through `textContent` and text nodes only: no markup is ever made from strings.
There is one state and one `select`: map, list, address and the live region follow it.
"""
