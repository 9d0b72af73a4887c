/* ---- sight: where the map has to look so that markers can be seen ---- */

/* the controls on the map, as boxes in pixels from its corner, with a rim */
function controls(rim) {
  const frame = byId('mapwrap').getBoundingClientRect();
  return Array.from(document.querySelectorAll('#mapwrap > :not(.folium-map):not(.card)')).map((e) => e.getBoundingClientRect()).filter((r) => r.width)
    .map((r) => [r.left - frame.left - rim, r.top - frame.top - rim, r.right - frame.left + rim, r.bottom - frame.top + rim]);
}
function boundsOf(list) {
  let south = 90, west = 999, north = -90, east = -999;
  list.forEach(({at: [lat, lon]}) => { south = Math.min(south, lat); north = Math.max(north, lat); west = Math.min(west, lon); east = Math.max(east, lon); });
  return list.length ? L.latLngBounds([[south, west], [north, east]]) : L.latLngBounds([]);
}
const beyond = (r, size, rim) => r[0] < rim || r[1] < rim || r[2] > size.x - rim || r[3] > size.y - rim;
/* a view like this one in which no marker lies under a control or over the edge: moved a little, else from further out */
function cleared(view) {
  if (many) return view;
  const size = map.getSize(), half = size.divideBy(2), taken = controls(4), shifts = [];
  for (let x = -96; x <= 96; x += 12) for (let y = -96; y <= 96; y += 12) shifts.push([x, y]);
  shifts.sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
  let best = view, least = 1e9;
  for (let zoom = view.zoom; least && zoom >= Math.max(map.getMinZoom(), view.zoom - 1); zoom -= .25) {
    const o = map.project(view.center, zoom).subtract(half), boxes = sitesAt(zoom).map((q) => [q.x - o.x - q.w / 2, q.y - o.y - q.h / 2, q.x - o.x + q.w / 2, q.y - o.y + q.h / 2]);
    for (let i = 0; least && i < shifts.length; i++) {
      const [dx, dy] = shifts[i], bad = boxes.filter((b) => {
        const r = [b[0] - dx, b[1] - dy, b[2] - dx, b[3] - dy];
        return beyond(r, size, 4) || taken.some((c) => hit(c, r));
      }).length;
      if (bad < least) { least = bad; best = {center: map.unproject(o.add(half).add([dx, dy]), zoom), zoom: zoom}; }
    }
  }
  return best;
}
/* whether a stop's marker stands free, well inside the frame */
function inSight(s) {
  const site = sites.find((q) => q.stops.includes(s)), size = map.getSize();
  if (!site) return false;
  const p = map.latLngToContainerPoint(site.at), r = [p.x - site.w / 2, p.y - site.h / 2, p.x + site.w / 2, p.y + site.h / 2];
  return !beyond(r, size, 16) && !controls(4).some((c) => hit(c, r));
}
/* a counted marker opens: closer in, or where that parts nothing, as a card */
function enter(site, from) {
  const bounds = boundsOf(site.stops), closest = map.getMaxZoom();
  const across = map.project(bounds.getNorthEast(), closest).subtract(map.project(bounds.getSouthWest(), closest));
  if (Math.max(Math.abs(across.x), Math.abs(across.y)) < 2 * NEAR || map.getZoom() >= closest) return openCard(site, site.stops, from);
  map.fitBounds(bounds, {padding: [60, 60], maxZoom: Math.max(map.getZoom() + 1, 9), animate: !calm, duration: .35});
  map.getContainer().focus({preventScroll: true});
  return undefined;
}
