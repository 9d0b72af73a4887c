/* ---- markers: a button for each stop or for what shares a marker; a place inside another stands small beside it ---- */

let sites = [];
const drawn = new Map(), leaders = [];
const outlineOf = (s) => (s.country && DATA.base.outlines[s.country]) || null;

function pinFor(part, picture, name, act) {
  const b = el('button');
  b.type = 'button';
  b.setAttribute('aria-label', name);
  b.dataset.stops = part.stops.length;
  add(b, picture);
  b.addEventListener('click', (e) => { e.stopPropagation(); act(b); });
  L.DomEvent.on(b, 'dblclick mousedown touchstart', L.DomEvent.stopPropagation);
  part.stops.forEach((s) => pin.set(s.id, b));
  return b;
}
/* what a shared marker is called: "Stops 2–4, Kim Jong Un: Dijon, Beaune and 1 more" */
function nameOf(part) {
  const names = Array.from(new Set(part.stops.map((s) => s.place))), some = listed(names.slice(0, 3));
  const who = new Set(part.stops.map((s) => s.traveller));
  return say('shared', {
    stops: part.text ? say('stop_numbers', {numbers: part.text}) : say('stops', {n: part.stops.length}),
    who: who.size > 1 ? say('travellers', {n: who.size}) : travellers[part.stops[0].traveller].name,
    places: names.length > 3 ? [some, say('and_more', {n: names.length - 3})].join(' ') : some,
  });
}
function drawPart(site, part) {
  const size = part.small && site.size === 28 ? 22 : site.size, s = part.stops[0];
  const picture = glyph(part.traveller, part.kind, part.text, size, {wider: part.wider, doubt: part.doubt});
  const b = part.stops.length > 1 ? pinFor(part, picture, nameOf(part), (b) => openCard(site, part.stops, b)) : pinFor(part, picture, sentence(s), () => select(s.id, 'map'));
  if (part.stops.length > 1) b.setAttribute('aria-expanded', 'false');
  else hover(b, s);
  if (part.small) b.className = 'child';
  return b;
}
function drawSite(site) {
  const host = el('div', 'site');
  site.buttons = [];
  const keep = (part, b) => { site.buttons.push([b, part.stops]); return b; };
  if (site.counted) {
    host.classList.add('counted');
    add(host, keep(site, pinFor(site, badge(site.stops), nameOf(site), (b) => enter(site, b))));
  } else {
    if (site.framed) host.classList.add('multi');
    site.rows.forEach((row) => add(host, add(el('div', 'seats'), ...row.map((part) => keep(part, drawPart(site, part))))));
  }
  host.style.width = site.w + 'px';
  host.style.height = site.h + 'px';
  host.style.transform = 'translate(' + Math.round(-site.w / 2) + 'px,' + Math.round(-site.h / 2) + 'px)';
  return L.marker(site.at, {icon: L.divIcon({html: host, className: 'sw', iconSize: null}), keyboard: false, interactive: false});
}
/* where a stop's marker may stand if the whole country is meant: its point, or beside it where that is taken */
function aside(s, list) {
  const start = map.project(s.at, level), free = (p) => !list.some((q) => Math.abs(q.x - p.x) < q.w / 2 + 17 && Math.abs(q.y - p.y) < q.h / 2 + 17);
  if (free(start)) return start;
  const rings = outlineOf(s).rings.map(decoded), scale = outlineOf(s).scale;
  const inside = (ll) => rings.reduce((odd, ring) => ring.reduce((o, b, i) => {
    const a = ring[(i || ring.length) - 1], y = ll.lat * scale, x = (((ll.lng + 540) % 360) - 180) * scale;
    return (a[1] > y) !== (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] ? !o : o;
  }, odd), false);
  for (let r = 16; r <= 96; r += 8) {
    for (let k = 0; k < 16; k++) {
      const p = L.point(start.x + r * Math.sin(k * Math.PI / 8), start.y - r * Math.cos(k * Math.PI / 8));
      if (free(p) && inside(map.unproject(p, level))) return p;
    }
  }
  return null;
}
/* the sites of a zoom; `kept` has those that were worked out before */
let kept = new Map(), keptFor = '';
function sitesAt(zoom) {
  const shown = visible(), slim = map.getSize().x < 480, who = slim + ' ' + shown.map((s) => s.rank).join();
  if (keptFor !== who) { kept = new Map(); keptFor = who; }
  if (!kept.has(zoom)) { level = zoom; narrow = slim; kept.set(zoom, workedOut(shown)); }
  return kept.get(zoom);
}
function workedOut(shown) {
  const somewhere = shown.filter(outlineOf);
  let list = settled(gathered(shown.filter((s) => !outlineOf(s))));
  /* those of which only the country is known come last and give way to the others */
  const crowded = somewhere.filter((s) => {
    const p = aside(s, list);
    if (p) list.push(siteOf([{x: p.x, y: p.y, at: s.at, stops: [s], anywhere: true}]));
    return !p;
  });
  if (crowded.length) list = settled(list.concat(gathered(crowded)));
  list.forEach((q) => { q.at = map.unproject([q.x, q.y], level); });
  return list;
}
function arrange() {
  const focus = Array.from(pin.keys()).find((id) => pin.get(id) === document.activeElement);
  closeCard();
  clearSites();
  sites = sitesAt(map.getZoom());
  drawLeaders();
  drawSites();
  if (focus && pin.has(focus)) pin.get(focus).focus({preventScroll: true});
  relane();
  map.getContainer().classList.toggle('far', map.getZoom() < 4);
  map.getContainer().classList.toggle('wide', map.getZoom() < 4.6);
  mark();
  if (sheet.firstChild) labels();
  else soon(labels);
}
function clearSites() {
  drawn.forEach((layer) => layer.remove());
  drawn.clear();
  pin.clear();
}
/* the sites that are in view or near it */
function drawSites() {
  const b = map.getPixelBounds(), mx = many ? 80 : 1e9;
  sites.forEach((q) => {
    const seen = q.x > b.min.x - mx && q.x < b.max.x + mx && q.y > b.min.y - mx && q.y < b.max.y + mx;
    if (seen && !drawn.has(q)) drawn.set(q, drawSite(q).addTo(map));
    else if (!seen && drawn.has(q)) { drawn.get(q).remove(); drawn.delete(q); q.stops.forEach((s) => pin.delete(s.id)); }
  });
  markSites();
}
/* a thin line from where a stop is to the marker that had to stand aside, and from a place to the marker of a place inside it */
function drawLeaders() {
  leaders.splice(0).forEach((l) => l.remove());
  const over = {renderer: paneOf('leaders', 420), interactive: false};
  const lay = (layer, s) => { layer.stop = s; leaders.push(layer.addTo(map)); };
  const line = (from, to, name, s) => lay(L.polyline([from, to], Object.assign({className: name}, over)), s);
  if (!many) {
    const lines = [].concat(...sites.map((q) => q.spots.filter((spot) => !spot.anywhere && (Math.abs(spot.x - q.x) > q.w / 2 - 3 || Math.abs(spot.y - q.y) > q.h / 2 - 3)).map((spot) => [spot, q])));
    ['leader-case', 'leader'].forEach((name) => lines.forEach(([spot, q]) => line(spot.at, q.at, name, spot.stops[0])));
    lines.forEach(([spot, q]) => lay(L.circleMarker(spot.at, Object.assign({radius: 2.8, fillOpacity: 1, className: 'spot ' + (q.parts.length === 1 ? colour(spot.stops[0]) : '')}, over)), spot.stops[0]));
    stops.forEach((s) => {
      const own = s.parent && sites.find((q) => q.stops.includes(s)), around = own && sites.find((q) => q.stops.includes(s.parent));
      if (around && own !== around) line(around.at, own.at, 'tie ' + colour(s), s);
    });
  }
}
function markSites() {
  markCard();
  drawn.forEach((_, q) => q.buttons.forEach(([b, own]) => {
    b.classList.toggle('later', own.every(later));
    if (own.some((s) => s.id === state.selected)) b.setAttribute('aria-current', 'step');
    else b.removeAttribute('aria-current');
  }));
}
