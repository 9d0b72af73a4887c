/* ---- words: all that the script itself says ---- */

const WORDS = {
  status: {visited: 'Visited', planned: 'Planned', cancelled: 'Cancelled'},
  start: {visited: 'Start', planned: 'Planned start', cancelled: 'Cancelled start'},
  pass: {visited: 'Passed through', planned: 'To pass through', cancelled: 'Cancelled'},
  noDate: 'No date given',
  credit: 'Lines join the stops in order and do not trace the route taken; distances are straight-line. ' +
    'Basemap: Natural Earth. Names: GeoNames, CC BY 4.0. Software: Leaflet.',
  credits: 'Basemap: Natural Earth, public domain; borders as it draws them, disputed ones dotted. ' +
    'Towns and place names: GeoNames (geonames.org), CC BY 4.0. Software: Leaflet and folium.',
  outNote: 'Places that the articles name without putting a traveller there. None of them is on the map.',
  map: 'Map of the stops. Left and right arrow keys step through the stops; shift and arrow keys move the map; ' +
    'plus and minus zoom; 0 shows everything.',
};
