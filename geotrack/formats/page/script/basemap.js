/* ---- basemap ---- */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUE = new Map(Array.from(ALPHABET).map((c, i) => [c, i]));
/* differences in base 64, five bits a character, to points in units of 1/scale degree */
function decoded(text) {
  const points = [];
  let i = 0, x = 0, y = 0;
  const next = () => {
    let value = 0, shift = 0, bits;
    do { bits = VALUE.get(text[i++]); value += (bits & 31) * Math.pow(2, shift); shift += 5; } while (bits & 32);
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
  while (i < text.length) { x += next(); y += next(); points.push([x, y]); }
  return points;
}
/* the sides of a ring that are coast: those along the edge of a tile are only where the data was cut */
function coast(ring, edge) {
  const lines = [];
  let line = [];
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i], b = ring[(i + 1) % ring.length];
    const cut = (a[0] === b[0] && a[0] % edge === 0) || (a[1] === b[1] && a[1] % edge === 0);
    if (!cut) { if (!line.length) line.push(a); line.push(b); }
    else if (line.length) { lines.push(line); line = []; }
  }
  if (line.length) lines.push(line);
  return lines;
}
const middle = stops.length ? (Math.min(...stops.map((s) => s.at[1])) + Math.max(...stops.map((s) => s.at[1]))) / 2 : 0;
/* as latitude and longitude, on every copy of the world that can be seen */
function copies(shapes, scale) {
  const out = [];
  shapes.forEach((points) => [-360, 0, 360].forEach((shift) => {
    if (Math.abs(points[0][0] / scale + shift - middle) < 290) out.push(points.map((p) => [p[1] / scale, p[0] / scale + shift]));
  }));
  return out;
}
let map, paneOf;
function drawBasemap() {
  const plain = {renderer: paneOf('base', 200), interactive: false, smoothFactor: .6, stroke: false, fill: false, fillOpacity: 1, opacity: 1};
  const surface = (shapes, name) => shapes.length && L.polygon(shapes, Object.assign({}, plain, {fill: true, className: name})).addTo(map);
  const line = (shapes, name) => shapes.length && L.polyline(shapes, Object.assign({}, plain, {stroke: true, className: name})).addTo(map);
  const above = [];
  DATA.base.layers.forEach((layer) => {
    const read = (kind) => layer[kind].map(decoded);
    const land = read('land'), lake = read('lake');
    surface(copies(land, layer.scale), 'land');
    surface(copies(lake, layer.scale), 'lake');
    const shores = [].concat(...lake.map((r) => coast(r, layer.edge)));
    const coasts = [].concat(...land.map((r) => coast(r, layer.edge)));
    above.push(() => {
      line(copies(read('river'), layer.scale), 'river');
      line(copies(shores, layer.scale), 'shore');
    }, () => {
      line(copies(read('disputed'), layer.scale), 'disputed');
      line(copies(read('border'), layer.scale), 'border');
      line(copies(coasts, layer.scale), 'coast');
    });
  });
  above.filter((_, i) => i % 2 === 0).forEach((f) => f());
  line(copies(DATA.base.regions.region.map(decoded), DATA.base.regions.scale), 'region');
  above.filter((_, i) => i % 2).forEach((f) => f());
}
