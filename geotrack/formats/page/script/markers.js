/* ---- markers: stops closer than a marker's width share a pill; a place inside another stands small beside it ---- */

let sites = [], siteLayers = [];
function marker(s, size, name) {
  const b = el('button', name || '');
  b.type = 'button';
  b.setAttribute('aria-label', sentence(s));
  add(b, glyphOf(s, size));
  b.addEventListener('click', (e) => { e.stopPropagation(); select(s.id, 'map'); });
  L.DomEvent.on(b, 'dblclick mousedown touchstart', L.DomEvent.stopPropagation);
  hover(b, s);
  pin.set(s.id, b);
  return b;
}
const outlineOf = (s) => (s.country && DATA.base.outlines[s.country]) || null;
/* where a stop's marker may stand if the whole country is meant: its point, or beside it where that is taken */
function aside(s) {
  const start = map.project(s.at), free = (p) => !sites.some((q) => Math.abs(q.point.x - p.x) < 26 + 15 * q.stops.length && Math.abs(q.point.y - p.y) < 33);
  if (free(start)) return s.at;
  const rings = outlineOf(s).rings.map(decoded), scale = outlineOf(s).scale;
  const inside = (ll) => rings.reduce((odd, ring) => ring.reduce((o, b, i) => {
    const a = ring[(i || ring.length) - 1], y = ll.lat * scale, x = (((ll.lng + 540) % 360) - 180) * scale;
    return (a[1] > y) !== (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] ? !o : o;
  }, odd), false);
  for (let r = 16; r <= 80; r += 8) {
    for (let k = 0; k < 16; k++) {
      const p = L.point(start.x + r * Math.sin(k * Math.PI / 8), start.y - r * Math.cos(k * Math.PI / 8)), ll = map.unproject(p);
      if (free(p) && inside(ll)) return [ll.lat, ll.lng];
    }
  }
  return s.at;
}
function arrange() {
  siteLayers.forEach((l) => l.remove());
  siteLayers = [];
  sites = [];
  pin.clear();
  /* those of which only the country is known come last and give way to the others */
  visible().sort((a, b) => !!outlineOf(a) - !!outlineOf(b)).forEach((s) => {
    const at = outlineOf(s) ? aside(s) : s.at, p = map.project(at);
    const site = sites.find((q) => q.point.distanceTo(p) < (s.parent && q.stops.includes(s.parent) ? 36 : 28));
    if (site) site.stops.push(s);
    else sites.push({point: p, at: at, stops: [s]});
  });
  /* a pill is wider than a marker: what it would cover joins it */
  for (let i = 0; sites.length < 400 && i < sites.length; i++) {
    const a = sites[i], half = 15 * Math.min(a.stops.length, 5) + 11, covered = sites.findIndex((b) => b !== a &&
      a.stops.length > 1 && b.stops.length <= a.stops.length && Math.abs(b.point.x - a.point.x) < half && Math.abs(b.point.y - a.point.y) < 30);
    if (covered < 0) continue;
    a.stops = visible().filter((s) => a.stops.includes(s) || sites[covered].stops.includes(s));
    sites.splice(covered, 1);
    i = -1;
  }
  sites.forEach((site) => {
    const host = el('div', 'site'), small = (s) => s.parent && site.stops.includes(s.parent);
    const large = site.stops.filter((s) => !small(s)), many = large.length > 5;
    /* five or fewer in a row, places inside them small beside them; more in a block of smaller markers */
    const side = many ? 24 : 28, columns = many ? Math.ceil(Math.sqrt(site.stops.length * 1.6)) : large.length;
    if (large.length > 1) host.classList.add('multi');
    if (many) host.classList.add('rows');
    site.stops.forEach((s) => add(host, marker(s, many ? side : small(s) ? 24 : 28, small(s) && !many ? 'child' : '')));
    site.w = columns * (side + 1) - 1 + (many ? 0 : (site.stops.length - large.length) * 23);
    site.h = many ? Math.ceil(site.stops.length / columns) * (side + 1) : 28;
    site.x = -(columns * (side + 1) - 1) / 2;
    site.y = -site.h / 2;
    host.style.transform = 'translate(' + site.x + 'px,' + site.y + 'px)';
    if (many) host.style.width = columns * (side + 1) + 'px';
    siteLayers.push(L.marker(site.at, {icon: L.divIcon({html: host, className: 'sw', iconSize: null}), keyboard: false, interactive: false}).addTo(map));
  });
  stops.forEach((s) => {
    if (!s.parent || !pin.has(s.id) || !pin.has(s.parent.id) || sites.some((q) => q.stops.includes(s) && q.stops.includes(s.parent))) return;
    siteLayers.push(L.polyline([s.parent.at, s.at], {renderer: paneOf('legs', 400), interactive: false, className: 'tie ' + colour(s)}).addTo(map));
  });
  legs.forEach((leg) => leg.arrows.forEach((a, i) => {
    const ends = leg.points[i], far = map.project(ends[0]).distanceTo(map.project(ends[ends.length - 1])) > 70;
    if (a.getElement()) a.getElement().style.display = far ? '' : 'none';
  }));
  map.getContainer().classList.toggle('far', map.getZoom() < 4);
  map.getContainer().classList.toggle('wide', map.getZoom() < 4.6);
  mark();
  labels();
}
