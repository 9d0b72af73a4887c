/* ---- legs and areas ---- */

/* the great circle from a to b, bent a little to one side so that a way out and a way back do not cover each other */
function route(a, b, bend) {
  const n = 48, out = [], pa = map.project(a, 8), pb = map.project(b, 8);
  const km = map.distance(a, b) / 1000, w = km / 6371;
  const dx = pb.x - pa.x, dy = pb.y - pa.y, amount = bend * Math.min(1, 1500 / Math.max(km, 1));
  const v = (p) => { const f = radians(p[0]), l = radians(p[1]); return [Math.cos(f) * Math.cos(l), Math.cos(f) * Math.sin(l), Math.sin(f)]; };
  const va = v(a), vb = v(b);
  let last = a[1];
  for (let i = 0; i <= n; i++) {
    const t = i / n;
    let p = L.point(pa.x + dx * t, pa.y + dy * t);
    if (km > 800 && Math.sin(w) > 1e-6) {
      const x = va.map((c, k) => (Math.sin((1 - t) * w) * c + Math.sin(t * w) * vb[k]) / Math.sin(w));
      let lon = Math.atan2(x[1], x[0]) * 180 / Math.PI;
      lon += 360 * Math.round((last - lon) / 360);
      last = lon;
      p = map.project([Math.atan2(x[2], Math.hypot(x[0], x[1])) * 180 / Math.PI, lon], 8);
    }
    const s = 2 * t * (1 - t) * amount;
    out.push(map.unproject([p.x + dy * s, p.y - dx * s], 8));
  }
  return out;
}
/* Leaflet rounds to whole pixels, which puts kinks into a slow curve */
const Way = L.Polyline.extend({
  _updatePath: function () {
    const origin = map.getPixelOrigin();
    this._renderer._setPath(this, 'M' + this._latlngs.map((ll) => {
      const p = map.project(ll);
      return (p.x - origin.x).toFixed(1) + ' ' + (p.y - origin.y).toFixed(1);
    }).join('L'));
  },
});
const layers = [], legs = new Map();
const put = (layer) => { layers.push(layer.addTo(map)); return layer; };
function drawLegs() {
  const over = {renderer: paneOf('legs', 400), interactive: false, smoothFactor: .5, fill: false}, twice = new Map();
  DATA.legs.forEach((leg) => {
    const from = stopOf.get(leg.from), s = stopOf.get(leg.to);
    if (!from || !s || (state.traveller >= 0 && s.traveller !== state.traveller)) return;
    const name = from.at.concat(s.at).join(), nth = twice.get(name) || 0;
    twice.set(name, nth + 1);
    /* the short way round: to the nearest copy of the end, and once more from the other side */
    const shift = 360 * Math.round((from.at[1] - s.at[1]) / 360);
    const ways = shift ? [[from.at, [s.at[0], s.at[1] + shift]], [[from.at[0], from.at[1] - shift], s.at]] : [[from.at, s.at]];
    const entry = {lines: [], points: [], arrows: [], km: leg.km};
    ways.forEach(([a, b]) => {
      const points = route(a, b, .13 + .1 * nth), draw = (c) => entry.lines.push(put(new Way(points, Object.assign({className: c}, over))));
      draw('case');
      if (leg.by === 'by train') draw('ties ' + colour(s));
      draw('leg ' + colour(s) + ' s-' + leg.status);
      entry.points.push(points);
      const p = map.project(points[24], 8), q = map.project(points[26], 8);
      const picture = add(svg('svg', {width: 16, height: 16, viewBox: '-8 -8 16 16', class: colour(s), 'paint-order': 'stroke'}),
        svg('path', {d: 'M7 0-5-5.5-2.5 0-5 5.5Z', transform: 'rotate(' + (Math.atan2(q.y - p.y, q.x - p.x) * 180 / Math.PI).toFixed(1) + ')'}));
      entry.arrows.push(put(L.marker(points[25], {icon: L.divIcon({html: add(el('div'), picture), className: 'arrow', iconSize: [16, 16]}), interactive: false, keyboard: false, zIndexOffset: -1e6})));
    });
    legs.set(s.id, entry);
  });
}
function drawAreas() {
  const over = {renderer: paneOf('areas', 350), interactive: false, smoothFactor: .6, fillOpacity: 1};
  const done = new Set();
  visible().forEach((s) => {
    const outline = s.country && DATA.base.outlines[s.country];
    if (outline && !done.has(s.country + s.traveller)) {
      done.add(s.country + s.traveller);
      const rings = outline.rings.map(decoded);
      put(L.polygon(copies(rings, outline.scale), Object.assign({}, over, {stroke: false, fillColor: 'url(#hatch-' + s.traveller % COLOURS + ')', className: 'hatched'})));
      put(L.polyline(copies([].concat(...rings.map((r) => coast(r, 180 * outline.scale))), outline.scale), Object.assign({}, over, {className: 'area ' + colour(s)})));
    } else if (!outline && s.role !== 'origin' && s.reach > 0) {
      put(L.circle(s.at, Object.assign({}, over, {radius: s.reach * 1000, className: 'unc ' + colour(s), fillOpacity: .06})));
    }
  });
}
