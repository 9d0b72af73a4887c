/* ---- legs and areas ---- */

/* Legs of one corridor run beside one another: those that go there on one side of the straight way, those that come
   back on the other, each further out than the last. In pixels, so that they tell apart at any zoom. */
const LANE = 8;
/* for each leg its lane: how many went the same way before it; `end` names where a stop is */
function lanes(list, end) {
  const seen = new Map();
  return list.map((leg) => {
    const name = end(stopOf.get(leg.from)) + ' ' + end(stopOf.get(leg.to)), nth = seen.get(name) || 0;
    seen.set(name, nth + 1);
    return nth;
  });
}
/* how far a leg bends aside in its middle, in pixels: longer and further out, but never more than the way is long */
function bulge(pixels, km, lane) {
  const first = Math.max(5, pixels * .065 * Math.min(1, 1500 / Math.max(km, 1)));
  return first + Math.min(lane * LANE, Math.max(0, pixels * .55 - first));
}
/* the great circle from a to b, where it differs from a straight line on the map */
function circle(a, b) {
  const km = map.distance(a, b) / 1000, w = km / 6371;
  if (km < 800 || Math.sin(w) < 1e-6) return [a, b];
  const v = (p) => { const f = radians(p[0]), l = radians(p[1]); return [Math.cos(f) * Math.cos(l), Math.cos(f) * Math.sin(l), Math.sin(f)]; };
  const va = v(a), vb = v(b), n = large ? Math.max(8, Math.min(32, Math.ceil(km / 300))) : 48, out = [];
  let last = a[1];
  for (let i = 0; i <= n; i++) {
    const t = i / n, x = va.map((c, k) => (Math.sin((1 - t) * w) * c + Math.sin(t * w) * vb[k]) / Math.sin(w));
    let lon = Math.atan2(x[1], x[0]) * 180 / Math.PI;
    lon += 360 * Math.round((last - lon) / 360);
    last = lon;
    out.push([Math.atan2(x[2], Math.hypot(x[0], x[1])) * 180 / Math.PI, lon]);
  }
  out[0] = a;
  out[n] = b;
  return out;
}
/* that line bent aside, as points in pixels of the zoom */
function bent(line, km, lane) {
  const at = line.map((p) => map.project(p)), a = at[0], b = at[at.length - 1], dx = b.x - a.x, dy = b.y - a.y;
  const length = Math.hypot(dx, dy), side = length && bulge(length, km, lane) / length, n = at.length > 2 ? at.length - 1 : Math.max(8, Math.min(48, Math.ceil(length / 10)));
  const out = [];
  for (let i = 0; i <= n; i++) {
    const t = i / n, p = at.length > 2 ? at[i] : {x: a.x + dx * t, y: a.y + dy * t}, s = 4 * t * (1 - t) * side;
    out.push({x: p.x + dy * s, y: p.y - dx * s});
  }
  return out;
}
/* the short way round: to the nearest copy of the end, and over the date line once more from the other side */
function waysBetween(a, b) {
  const shift = 360 * Math.round((a[1] - b[1]) / 360);
  return shift ? [[a, [b[0], b[1] + shift]], [[a[0], a[1] - shift], b]] : [[a, b]];
}
function shownLegs() {
  const shown = new Set(visible());
  return DATA.legs.filter((leg) => shown.has(stopOf.get(leg.from)) && shown.has(stopOf.get(leg.to)));
}

/* Leaflet rounds to whole pixels, which puts kinks into a slow curve; and this one has another shape at each zoom */
const Way = L.Polyline.extend({
  _updatePath: function () {
    const origin = map.getPixelOrigin();
    this._renderer._setPath(this, this.options.draw((p) => (p.x - origin.x).toFixed(1) + ' ' + (p.y - origin.y).toFixed(1)));
  },
});
const layers = [], legs = new Map();
const put = (layer, s) => { layers.push(layer.addTo(map)); layer.stop = s; return layer; };
/* its outline behind it; as an attribute, for the validator does not know it as a property */
const outlined = (layer) => { layer.getElement().setAttribute('paint-order', 'stroke'); return layer; };
const LINE = {interactive: false, fill: false, noClip: true};
function drawLegs() {
  if (large) return drawWeb();
  const over = Object.assign({renderer: paneOf('legs', 400)}, LINE), list = shownLegs(), lane = lanes(list, (s) => s.at.join());
  list.forEach((leg, nth) => {
    const s = stopOf.get(leg.to), entry = {leg: leg, lane: lane[nth], lines: [], points: [], arrows: [], curves: []};
    waysBetween(stopOf.get(leg.from).at, s.at).forEach(([a, b]) => {
      const line = circle(a, b);
      let known = null, points = null;
      const curve = () => {
        const now = map.getZoom() + ' ' + entry.lane;
        if (known !== now) { known = now; points = bent(line, leg.km, entry.lane); }
        return points;
      };
      const path = (write) => 'M' + curve().map(write).join('L');
      const draw = (name, how) => put(new Way([a, b], Object.assign({className: name, draw: how}, over)), s);
      entry.lines.push(draw('case', path));
      if (leg.mode === 'train') entry.lines.push(draw('ties ' + colour(s), path));
      entry.lines.push(draw('leg ' + colour(s) + ' s-' + leg.status, path));
      entry.arrows.push(outlined(draw('head ' + colour(s), (write) => arrow(curve(), entry.lane, write))));
      entry.points.push(line);
      entry.curves.push(curve);
    });
    legs.set(s.id, entry);
  });
  return undefined;
}
/* once it is known which stops share a marker, the legs between the same two markers run beside one another too */
function relane() {
  const entries = Array.from(legs.values()), at = new Map();
  sites.forEach((q, i) => q.stops.forEach((s) => at.set(s, i)));
  const lane = lanes(entries.map((entry) => entry.leg), (s) => at.get(s));
  entries.forEach((entry, i) => {
    const moved = entry.lane !== lane[i];
    entry.lane = lane[i];
    if (moved) entry.lines.forEach((l) => l.redraw());
    entry.arrows.forEach((a) => a.redraw());
  });
}
function markLegs() {
  legs.forEach((entry, id) => entry.lines.forEach((l) => { const e = l.getElement(); if (e && e.classList.contains('leg')) e.classList.toggle('on', id === state.selected); }));
  layers.concat(leaders).forEach((l) => { const e = l.stop && l.getElement(); if (e) e.classList.toggle('later', later(l.stop)); });
  if (large) markWeb();
}
/* an arrowhead on a curve: near its middle, where no marker covers it; none where there is no room */
function arrow(points, lane, write) {
  const n = points.length - 1, middle = [.54, .46, .62][lane % 3];
  const clear = (p) => !sites.some((q) => Math.abs(q.x - p.x) < q.w / 2 + 8 && Math.abs(q.y - p.y) < q.h / 2 + 8);
  const found = [0, -.08, .08, -.16, .16, -.24, .24, -.3, .3].map((d) => Math.round((middle + d) * n)).find((i) => i > 0 && i < n && clear(points[i]));
  if (found === undefined) return 'M0 0';
  const p = points[found], a = Math.atan2(points[found + 1].y - points[found - 1].y, points[found + 1].x - points[found - 1].x);
  const at = (x, y) => write({x: p.x + x * Math.cos(a) - y * Math.sin(a), y: p.y + x * Math.sin(a) + y * Math.cos(a)});
  return 'M' + at(7, 0) + 'L' + at(-5, -5.5) + 'L' + at(-2.5, 0) + 'L' + at(-5, 5.5) + 'Z';
}
function drawAreas() {
  const over = {renderer: paneOf('areas', 350), interactive: false, smoothFactor: .6, fillOpacity: 1};
  const done = new Set();
  visible().forEach((s) => {
    const outline = s.country && DATA.base.outlines[s.country];
    if (outline && !done.has(s.country + s.traveller)) {
      done.add(s.country + s.traveller);
      const rings = outline.rings.map(decoded);
      put(L.polygon(copies(rings, outline.scale), Object.assign({}, over, {stroke: false, fillColor: 'url(#hatch-' + s.traveller % COLOURS + ')', className: 'hatched'})), s);
      put(L.polyline(copies([].concat(...rings.map((r) => coast(r, 180 * outline.scale))), outline.scale), Object.assign({}, over, {className: 'area ' + colour(s)})), s);
    } else if (!outline && s.role !== 'origin' && s.reach > (large ? 60 : 0) && !done.has(s.at.join() + s.traveller)) {
      done.add(s.at.join() + s.traveller);
      put(L.circle(s.at, Object.assign({}, over, {radius: s.reach * 1000, className: 'unc ' + colour(s), fillOpacity: .06})), s);
    }
  });
}
