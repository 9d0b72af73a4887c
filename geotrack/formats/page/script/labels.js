/* ---- labels: placed one after the other where there is room; stops first, the selected one before all ---- */

const sheet = svg('svg', {class: 'labels leaflet-zoom-hide', 'paint-order': 'stroke'});
const canvas = document.createElement('canvas').getContext('2d'), fonts = new Map();
function font(kind) {
  if (!fonts.has(kind)) {
    const t = svg('text', {class: 'l-' + kind}, 'x');
    sheet.appendChild(t);
    const c = getComputedStyle(t);
    fonts.set(kind, {family: c.fontFamily, font: c.fontStyle + ' ' + c.fontWeight + ' ' + c.fontSize + ' ' + c.fontFamily, h: parseFloat(c.fontSize), gap: parseFloat(c.letterSpacing) || 0, upper: c.textTransform === 'uppercase'});
    t.remove();
  }
  return fonts.get(kind);
}
function width(text, kind) {
  const f = font(kind);
  canvas.font = f.font;
  return canvas.measureText(f.upper ? text.toUpperCase() : text).width + f.gap * text.length;
}
/* a text that is no wider than so many pixels, cut between words where there are any */
function fitted(text, kind, most) {
  if (width(text, kind) <= most) return text;
  const letters = Array.from(text);
  let low = 1, high = letters.length;
  while (low < high) {
    const half = Math.ceil((low + high) / 2);
    if (width(letters.slice(0, half).join('') + '…', kind) <= most) low = half;
    else high = half - 1;
  }
  return short(text, low + 1);
}
const hit = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

function labels() {
  if (!stops.length) return;
  sheet.textContent = '';
  const zoom = map.getZoom(), size = map.getSize(), taken = [], dots = new Map();
  sheet.setAttribute('width', size.x);
  sheet.setAttribute('height', size.y);
  L.DomUtil.setPosition(sheet, map.containerPointToLayerPoint([0, 0]));
  const at = (latlng) => map.latLngToContainerPoint(latlng), corner = map.getPixelBounds().min;
  const blocked = (r, pad) => r[0] < 4 || r[1] < 4 || r[2] > size.x - 4 || r[3] > size.y - 4 ||
    taken.some((t) => hit([r[0] - pad, r[1] - pad, r[2] + pad, r[3] + pad], t));
  /* points of the lines, in cells of 32 pixels so that a long journey stays quick */
  const CELL = 32, cell = (x, y) => Math.floor(x / CELL) + 4096 * Math.floor(y / CELL);
  const crossed = (r, pad) => {
    let n = 0;
    for (let x = r[0] - pad; x < r[2] + pad + CELL; x += CELL) {
      for (let y = r[1] - pad; y < r[3] + pad + CELL; y += CELL) {
        (dots.get(cell(x, y)) || []).forEach((p) => { if (p.x > r[0] - pad && p.x < r[2] + pad && p.y > r[1] - pad && p.y < r[3] + pad) n++; });
      }
    }
    return n;
  };
  const write = (x, y, text, kind, anchor, id) => {
    const t = svg('text', {x: x.toFixed(1), y: y.toFixed(1), class: 'l-' + kind, 'text-anchor': anchor || 'start'}, text);
    t.dataset.label = taken.length; /* lines of one label have the same */
    if (id) { t.dataset.stop = id; t.addEventListener('click', (e) => { e.stopPropagation(); select(id, 'map'); }); }
    sheet.appendChild(t);
  };

  /* what is there already: controls, markers, lines */
  taken.push(...controls(6));
  sites.forEach((q) => {
    const x = q.x - corner.x, y = q.y - corner.y;
    q.box = [x - q.w / 2 - 2, y - q.h / 2 - 2, x + q.w / 2 + 2, y + q.h / 2 + 2];
    if (hit(q.box, [0, 0, size.x, size.y])) taken.push(q.box);
  });
  legs.forEach((leg) => leg.curves.forEach((curve) => curve().forEach((q, i, points) => {
    if (!i) return;
    const p = points[i - 1], n = Math.min(40, Math.ceil(Math.hypot(q.x - p.x, q.y - p.y) / 5));
    for (let k = 0; k < n; k++) {
      const d = {x: p.x + (q.x - p.x) * k / n - corner.x, y: p.y + (q.y - p.y) * k / n - corner.y}, c = cell(d.x, d.y);
      if (d.x < 0 || d.y < 0 || d.x > size.x || d.y > size.y) continue;
      if (dots.has(c)) dots.get(c).push(d);
      else dots.set(c, [d]);
    }
  })));

  captions({taken: taken, size: size, blocked: blocked, crossed: crossed, write: write});

  /* the basemap's names, the important ones first, and no more than the sheet can bear */
  const ORDER = {country: 0, sea: 1, city: 2, region: 3}, EARLIER = {country: 0, sea: 0, city: 1, region: 0};
  const known = new Set(visible().map((s) => s.place)), once = new Set();
  const room = {country: 40, sea: 12, city: Math.round(size.x * size.y / 26000), region: Math.round(size.x * size.y / 60000)};
  const rows = [];
  Object.keys(ORDER).forEach((kind) => DATA.base.labels[kind].forEach((row) => {
    if (zoom < row[3] + EARLIER[kind] || known.has(row[0]) || (kind === 'sea' && zoom > row[4]) || (kind === 'region' && zoom < 4.6)) return;
    const p = at([row[1], row[2] + 360 * Math.round((map.getCenter().lng - row[2]) / 360)]);
    if (p.x > -20 && p.y > -20 && p.x < size.x + 20 && p.y < size.y + 20) rows.push({kind: kind, text: row[0], p: p, rank: row[3] * 2 + ORDER[kind], capital: kind === 'city' && row[4]});
  }));
  rows.sort((a, b) => a.rank - b.rank).forEach((row) => {
    if (!room[row.kind] || once.has(row.text)) return;
    if (row.kind === 'city' ? town(row) : surfaceName(row)) { room[row.kind]--; once.add(row.text); }
  });
  function town(row) {
    const p = row.p, kind = row.capital ? 'capital' : 'city', w = width(row.text, kind), h = font(kind).h + 2, dot = [p.x - 3, p.y - 3, p.x + 3, p.y + 3];
    if (blocked(dot, 3) || crossed(dot, 5)) return false;
    const found = [[p.x + 6, p.y - h / 2, 'start'], [p.x - 6 - w, p.y - h / 2, 'end'], [p.x - w / 2, p.y + 5, 'middle'], [p.x - w / 2, p.y - h - 5, 'middle']].find((c) => {
      const r = [c[0], c[1], c[0] + w, c[1] + h];
      return !blocked(r, 3) && !crossed(r, 4);
    });
    if (!found) return false;
    taken.push([found[0], found[1], found[0] + w, found[1] + h], dot);
    sheet.appendChild(svg('circle', {cx: p.x.toFixed(1), cy: p.y.toFixed(1), r: row.capital ? 2.3 : 1.8}));
    write(found[2] === 'start' ? found[0] : found[2] === 'end' ? found[0] + w : p.x, found[1] + h - 3, row.text, kind, found[2]);
    return true;
  }
  function surfaceName(row) {
    const f = font(row.kind), lines = row.text.split('\n'), w = Math.max(...lines.map((t) => width(t, row.kind))), h = lines.length * (f.h + 3);
    const moves = [[0, 0], [0, -20], [0, 20], [30, 0], [-30, 0], [0, -40], [0, 40]].slice(0, {country: 5, sea: 7, region: 3}[row.kind]);
    const found = moves.map((m) => [row.p.x + m[0], row.p.y + m[1]]).find(([x, y]) => {
      const r = [x - w / 2, y - h / 2, x + w / 2, y + h / 2];
      return !blocked(r, 6) && !crossed(r, 7);
    });
    if (!found) return false;
    const [x, y] = found;
    taken.push([x - w / 2, y - h / 2, x + w / 2, y + h / 2]);
    lines.forEach((t, i) => write(x, y - h / 2 + (f.h + 3) * (i + 1) - 4, t, row.kind, 'middle'));
    return true;
  }
  mark(true);
}
