/* The page of an itinerary map. Folium and Leaflet have made `map_geotrack`; everything on it and beside it comes from
   the JSON block. Text of articles reaches the page through textContent and text nodes only: no markup is ever made
   from strings. One state, one `select`: map, list, address and the live region follow it. */
(function () {
'use strict';

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

/* ---- small tools ---- */

const DATA = JSON.parse(document.getElementById('data').textContent);
const SVG = 'http://www.w3.org/2000/svg';
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
const byId = (id) => document.getElementById(id);

function el(tag, className, text) {
  const e = document.createElement(tag);
  if (className) e.className = className;
  if (text != null) e.textContent = text;
  return e;
}
function svg(tag, attributes, text) {
  const e = document.createElementNS(SVG, tag);
  for (const k of Object.keys(attributes || {})) e.setAttribute(k, attributes[k]);
  if (text != null) e.textContent = text;
  return e;
}
function add(parent) {
  for (let i = 1; i < arguments.length; i++) {
    const child = arguments[i];
    if (child != null && child !== '') parent.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  }
  return parent;
}
/* an element whose text may run in either direction without disturbing its neighbours */
function foreign(tag, className, text) {
  const e = el(tag, className, text);
  e.dir = 'auto';
  return e;
}
const count = (n, noun) => n.toLocaleString('en-GB') + ' ' + noun + (n === 1 ? '' : 's');
const radians = (d) => d * Math.PI / 180;
const kilometres = (d) => (d >= 100 ? Math.round(d / 10) * 10 : Math.round(d)).toLocaleString('en-GB') + '\u00a0km';
/* a text of at most n characters, cut between words where there are any */
function short(text, n) {
  const letters = Array.from(text);
  if (letters.length <= n) return text;
  const cut = letters.slice(0, n - 1).join(''), space = cut.lastIndexOf(' ');
  return (space > n / 2 ? cut.slice(0, space) : cut) + '…';
}

/* ---- appearance: the system's, or the other one ---- */

const dark = matchMedia('(prefers-color-scheme: dark)');
let appearance = 'auto';
function paint() {
  if (appearance === 'auto') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', appearance);
  byId('theme-name').textContent = appearance;
  byId('theme').setAttribute('aria-label', 'Appearance: ' + appearance + (appearance === 'auto' ? ' (as the system)' : '') + '. Press to change.');
}
byId('theme').addEventListener('click', () => {
  appearance = appearance === 'auto' ? (dark.matches ? 'light' : 'dark') : 'auto';
  paint();
});
paint();

/* ---- data ---- */

const COLOURS = 12, SHAPES = 6;
const travellers = DATA.travellers, stops = DATA.stops;
const stopOf = new Map(stops.map((s) => [s.id, s]));
const legInto = new Map(), legFrom = new Map();
DATA.legs.forEach((leg) => {
  if (!stopOf.has(leg.from) || !stopOf.has(leg.to)) return;
  legInto.set(leg.to, leg);
  legFrom.set(leg.from, leg);
});
stops.forEach((s, i) => { s.inside = []; s.rank = i; });
stops.forEach((s) => {
  const around = s.within ? stopOf.get(s.within) : null;
  s.parent = around && around.traveller === s.traveller && around.rank < s.rank ? around : null;
  if (s.parent) s.parent.inside.push(s);
  s.kind = s.role === 'origin' ? 'start' : s.status;
  s.word = (s.role === 'origin' ? WORDS.start : s.role === 'transit' ? WORDS.pass : WORDS.status)[s.status];
});
const state = {traveller: -1, selected: null};
const visible = () => stops.filter((s) => state.traveller < 0 || s.traveller === state.traveller);
const colour = (s) => 't-' + (s.traveller % COLOURS);

function sentence(s) {
  const words = [s.number ? 'Stop ' + s.number : 'Start', s.place, travellers[s.traveller].name, s.word.toLowerCase(), s.date || WORDS.noDate.toLowerCase()];
  const leg = legInto.get(s.id);
  if (leg) words.push(kilometres(leg.km) + ' from ' + stopOf.get(leg.from).place + (s.by ? ' ' + s.by : ''));
  else if (s.by) words.push(s.by);
  if (s.parent) words.push('inside ' + s.parent.place);
  return words.join(', ');
}

/* ---- glyphs: shape and colour say who, fill says what happened ---- */

const SHAPE = [
  ['circle', {cx: 14, cy: 14, r: 11}],
  ['rect', {x: 4, y: 4, width: 20, height: 20, rx: 2.5}],
  ['path', {d: 'M14 1.8 24.6 7.9V20.1L14 26.2 3.4 20.1V7.9Z'}],
  ['path', {d: 'M14 .6 27.4 14 14 27.4.6 14Z'}],
  ['path', {d: 'M14 1.6 26 10.4 21.4 24.6H6.6L2 10.4Z'}],
  ['path', {d: 'M9.2 2.5H18.8L25.5 9.2V18.8L18.8 25.5H9.2L2.5 18.8V9.2Z'}],
];
const RING = [
  ['circle', {cx: 14, cy: 14, r: 14.6}],
  ['rect', {x: .2, y: .2, width: 27.6, height: 27.6, rx: 4}],
  ['path', {d: 'M14-2.3 28.1 5.9V22.1L14 30.3-.1 22.1V5.9Z'}],
  ['path', {d: 'M14-4.2 32.2 14 14 32.2-4.2 14Z'}],
  ['path', {d: 'M14-2.8 30 9 24 28.2H4L-2 9Z'}],
  ['path', {d: 'M7.7-1.1H20.3L29.1 7.7V20.3L20.3 29.1H7.7L-1.1 20.3V7.7Z'}],
];
function glyph(traveller, kind, figure, size) {
  const shape = traveller % SHAPES;
  const g = svg('svg', {viewBox: '0 0 28 28', width: size, height: size, class: 'g t-' + traveller % COLOURS + ' s-' + kind, 'aria-hidden': 'true', focusable: 'false'});
  const part = (from, name) => svg(from[shape][0], Object.assign({class: name}, from[shape][1]));
  add(g, part(RING, 'ring'), part(SHAPE, 'bg'), part(SHAPE, 'sh'));
  if (kind === 'start') add(g, svg('circle', {cx: 14, cy: 14, r: 4.5, class: 'dot'}));
  else if (figure) add(g, svg('text', {x: 14, y: shape === 4 ? 19.2 : 18.4, class: figure.length > 2 ? 'n3' : figure.length > 1 ? 'n2' : ''}, figure));
  if (kind === 'cancelled') add(g, svg('circle', {cx: 24, cy: 5, r: 6.5, class: 'xb'}), svg('path', {d: 'M20.8 1.8 27.2 8.2M27.2 1.8 20.8 8.2', class: 'strike'}));
  return g;
}
const glyphOf = (s, size) => glyph(s.traveller, s.kind, s.number, size);

/* ---- heading, key, credit ---- */

function drawHeading() {
  byId('title').textContent = DATA.title;
  byId('deck').textContent = DATA.deck;
  byId('credit').textContent = WORDS.credit;
  const key = byId('key');
  const has = (f) => stops.some(f);
  const item = (picture, text) => add(key, add(el('li'), picture, el('span', '', text)));
  const line = (name, ticks) => {
    const s = svg('svg', {width: 30, height: 12, class: 't-0', 'aria-hidden': 'true'});
    if (ticks) add(s, svg('path', {d: 'M0 6H30', class: 'ties'}));
    return add(s, svg('path', {d: 'M0 6H30', class: 'leg ' + name}));
  };
  if (has((s) => s.kind === 'visited')) item(glyph(0, 'visited', '1', 20), 'Visited');
  if (has((s) => s.kind === 'planned')) item(glyph(0, 'planned', '2', 20), 'Planned');
  if (has((s) => s.kind === 'cancelled')) item(glyph(0, 'cancelled', '3', 20), 'Cancelled');
  if (has((s) => s.kind === 'start')) item(glyph(0, 'start', '', 20), 'Start');
  if (DATA.legs.some((l) => l.status === 'visited' && l.by !== 'by train')) item(line('s-visited'), 'Travelled');
  if (DATA.legs.some((l) => l.by === 'by train')) item(line('s-visited', true), 'By train');
  if (DATA.legs.some((l) => l.status === 'planned')) item(line('s-planned'), 'Planned leg');
  const area = stops.find((s) => s.country);
  if (area) {
    const s = svg('svg', {width: 26, height: 14, class: colour(area), 'aria-hidden': 'true'});
    item(add(s, svg('rect', {x: 1, y: 1, width: 24, height: 12, class: 'area', fill: 'url(#hatch-' + area.traveller % COLOURS + ')'})), 'Somewhere in this country');
  }
}
function drawPatterns() {
  for (let i = 0; i < COLOURS; i++) {
    const p = svg('pattern', {id: 'hatch-' + i, width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)', class: 't-' + i});
    byId('patterns').appendChild(add(p, svg('line', {x1: 0, y1: 0, x2: 0, y2: 7, class: 'hatchline'})));
  }
}

/* ---- list ---- */

const item = new Map(), head = new Map(), pin = new Map();
function hover(e, s) {
  const all = (on) => () => [head.get(s.id), pin.get(s.id)].forEach((x) => x && x.classList.toggle('hov', on));
  e.addEventListener('pointerenter', all(true));
  e.addEventListener('pointerleave', all(false));
}
function quotation(excerpt, tag) {
  const q = foreign(tag);
  add(q, '“');
  excerpt.parts.forEach(([text, kind]) => add(q, kind === 'p' ? el('mark', '', text) : kind === 'e' ? el('span', 'ev', text) : text));
  return add(q, '”');
}
const article = new Map(DATA.articles.map((a) => [a.key, a]));
/* "Article B, “Kim is still in Russia”, 15 September 2023", linked where the article has an address */
function sourceLine(excerpt) {
  const a = article.get(excerpt.article);
  const line = el('p', 'src');
  if (!a) return add(line, 'Article not named');
  add(line, 'Article ' + a.key + ', ');
  const title = '“' + short(a.title, 46) + '”';
  add(line, linked(a.url, title), a.brief ? ', ' + a.brief.replace(/ /g, '\u00a0') : '');
  if (excerpt.cue) add(line, el('span', 'cue', '; read from “' + excerpt.cue + '”'));
  return line;
}
function linked(url, text) {
  if (!/^https?:\/\//i.test(url)) return foreign('span', '', text);
  const a = foreign('a', '', text);
  a.href = url;
  a.rel = 'noopener noreferrer';
  a.target = '_blank';
  return a;
}
function facts(s) {
  const where = [s.parent ? 'inside ' + s.parent.place : s.where, s.exact].filter(Boolean).join('; ');
  const rows = [['l3', where]];
  if (s.written) rows.push(['l3', 'written as “' + s.written + '”']);
  if (s.sure < .75) rows.push(['l3 doubt', 'which place is meant is not certain (' + Math.round(s.sure * 100) + ' %)']);
  if (s.dated) rows.push(['l3 dated', 'date read from ' + s.dated]);
  if (s.ordered) rows.push(['l3 dated', 'order: ' + s.ordered]);
  return rows;
}
function drawStop(s, below) {
  const li = el('li', 'stop ' + colour(s) + ' s-' + s.status + (s.inside.length ? ' has-sub' : ''));
  if (below) li.classList.add('down-' + below.status);
  if (below && below.by === 'by train') li.classList.add('down-train');
  const button = el('button', 'hd'), body = el('div', 'body');
  button.type = 'button';
  add(button, s.number ? el('span', 'sr', 'Stop ' + s.number + ': ') : null);
  add(button, add(el('span', 'l1'), foreign('span', 'pl', s.place), el('span', 'tag', s.word)), el('span', 'l2' + (s.date ? '' : ' none'), s.date || WORDS.noDate));
  facts(s).forEach(([name, text]) => add(button, foreign('span', name, text)));
  button.addEventListener('click', () => select(s.id, 'list'));
  hover(button, s);
  add(body, add(el('h3'), button));
  const quotes = el('ul', 'exs');
  s.excerpts.forEach((e, i) => add(quotes, add(el('li', i ? 'more' : ''), quotation(e, 'blockquote'), sourceLine(e))));
  s.against.forEach((text) => add(quotes, add(el('li', 'against'), el('b', '', 'Disagreement: '), foreign('span', '', text))));
  add(body, quotes);
  if (s.excerpts.length > 1) {
    const more = el('button', 'morebtn', count(s.excerpts.length - 1, 'more sentence'));
    more.type = 'button';
    more.addEventListener('click', () => select(s.id, 'list'));
    add(body, more);
  }
  if (s.inside.length) {
    const sub = el('ol', 'sub');
    s.inside.forEach((c) => add(sub, drawStop(c)));
    add(body, add(el('p', 'inside'), 'Inside ', foreign('span', '', s.place)), sub);
  }
  const leg = legFrom.get(s.id);
  if (leg) {
    const to = stopOf.get(leg.to), way = el('p', 'lg');
    add(body, add(way, el('b', '', kilometres(leg.km)), ' to ', foreign('span', '', to.place), leg.by ? ' ' + leg.by : leg.status === 'planned' ? ', planned' : ''));
  }
  item.set(s.id, li);
  head.set(s.id, button);
  return add(li, add(el('div', 'rail'), glyphOf(s, 28)), body);
}
function drawList() {
  const groups = byId('groups');
  groups.textContent = '';
  item.clear();
  head.clear();
  travellers.forEach((t, i) => {
    if (state.traveller >= 0 && state.traveller !== i) return;
    const own = stops.filter((s) => s.traveller === i), list = el('ol');
    let way = null;
    own.filter((s) => !s.parent).forEach((s) => {
      /* a cancelled stop interrupts the list, not the way */
      if (legFrom.get(s.id) || !way || way.to === s.id) way = legFrom.get(s.id) || null;
      add(list, drawStop(s, way));
    });
    const title = add(el('h2'), glyph(i, 'visited', '', 16), foreign('span', '', t.heading));
    const note = [count(own.filter((s) => s.role !== 'origin').length, 'stop'), t.far].filter(Boolean).join('; ');
    const group = el('section', 'grp t-' + i % COLOURS);
    group.setAttribute('aria-label', t.name);
    add(groups, add(group, title, el('p', '', note), t.also ? foreign('p', 'also', t.also) : null, list));
  });
}
function drawChips() {
  const chips = byId('chips');
  const chip = (i, name, n) => {
    const b = el('button');
    b.type = 'button';
    b.dataset.traveller = i;
    add(b, i >= 0 ? glyph(i, 'visited', '', 14) : null, foreign('span', '', short(name, 30)));
    b.setAttribute('aria-label', name + ', ' + count(n, 'stop'));
    b.addEventListener('click', () => filter(i));
    add(chips, b);
  };
  chips.hidden = travellers.length < 2;
  chip(-1, 'All', stops.length);
  travellers.forEach((t, i) => chip(i, t.name, stops.filter((s) => s.traveller === i).length));
}

/* ---- places left out, articles, how it was made ---- */

function drawRest() {
  const out = byId('out'), sources = byId('sources'), made = byId('made');
  out.hidden = !DATA.out.length;
  add(out, el('h2', '', 'Named but not visited'), el('p', '', stops.length ? WORDS.outNote : ''));
  DATA.out.forEach((o) => {
    const row = el('details', 'row'), summary = el('summary');
    row.open = DATA.out.length <= 10;
    add(summary, foreign('b', '', o.name), el('span', 'why', o.why + (o.times > 1 ? ' (' + o.times + '\u00a0times)' : '')));
    add(row, summary);
    if (o.maybe.length) add(row, add(el('p', 'maybe'), 'Could be ', foreign('span', '', o.maybe.join('; or ')), '.'));
    o.excerpts.forEach((e) => add(row, add(el('p', 'said'), quotation(e, 'q'), e.article ? el('span', 'src', ' Article ' + e.article) : null)));
    add(out, row);
  });
  const list = el('ul');
  DATA.articles.forEach((a) => {
    const text = [a.date ? 'Dated ' + a.date : 'No date given', 'file ' + a.file].join('; ') + '.';
    add(list, add(el('li'), el('b', '', a.key), add(el('div'), add(el('span', 'ttl'), linked(a.url, a.title)), foreign('span', '', text))));
  });
  add(sources, el('h2', '', 'Articles'), list);
  const dl = el('dl');
  DATA.made.forEach(([name, value]) => add(dl, add(el('div'), el('dt', '', name), foreign('dd', '', value))));
  add(made, el('h2', '', 'How this map was made'), dl, el('p', '', WORDS.credits));
}

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
    const side = many ? 21 : 28, columns = many ? Math.ceil(Math.sqrt(site.stops.length * 1.6)) : large.length;
    if (large.length > 1) host.classList.add('multi');
    if (many) host.classList.add('rows');
    site.stops.forEach((s) => add(host, marker(s, many ? side : small(s) ? 22 : 28, small(s) && !many ? 'child' : '')));
    site.w = columns * (side + 1) - 1 + (many ? 0 : (site.stops.length - large.length) * 21);
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

/* ---- labels: placed one after the other where there is room; stops first, the selected one before all ---- */

const sheet = svg('svg', {class: 'labels leaflet-zoom-hide', 'paint-order': 'stroke'});
const canvas = document.createElement('canvas').getContext('2d'), fonts = new Map();
function font(kind) {
  if (!fonts.has(kind)) {
    const t = svg('text', {class: 'l-' + kind}, 'x');
    sheet.appendChild(t);
    const c = getComputedStyle(t);
    fonts.set(kind, {font: c.fontStyle + ' ' + c.fontWeight + ' ' + c.fontSize + ' ' + c.fontFamily, h: parseFloat(c.fontSize), gap: parseFloat(c.letterSpacing) || 0, upper: c.textTransform === 'uppercase'});
    t.remove();
  }
  return fonts.get(kind);
}
function width(text, kind) {
  const f = font(kind);
  canvas.font = f.font;
  return canvas.measureText(f.upper ? text.toUpperCase() : text).width + f.gap * text.length;
}
const hit = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

function labels() {
  if (!stops.length) return;
  sheet.textContent = '';
  const zoom = map.getZoom(), size = map.getSize(), taken = [], dots = new Map();
  sheet.setAttribute('width', size.x);
  sheet.setAttribute('height', size.y);
  L.DomUtil.setPosition(sheet, map.containerPointToLayerPoint([0, 0]));
  const at = (latlng) => map.latLngToContainerPoint(latlng);
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
    if (id) { t.dataset.stop = id; t.addEventListener('click', (e) => { e.stopPropagation(); select(id, 'map'); }); }
    sheet.appendChild(t);
  };

  /* what is there already: controls, markers, lines */
  const frame = byId('mapwrap').getBoundingClientRect();
  ['zoom', 'scale', 'globe'].forEach((id) => {
    const r = byId(id).getBoundingClientRect();
    if (r.width) taken.push([r.left - frame.left - 6, r.top - frame.top - 6, r.right - frame.left + 6, r.bottom - frame.top + 6]);
  });
  sites.forEach((q) => {
    const p = at(q.at);
    q.box = [p.x + q.x - 4, p.y + q.y - 4, p.x + q.x + q.w + 4, p.y + q.y + q.h + 4];
    taken.push(q.box);
  });
  legs.forEach((leg) => leg.points.forEach((points) => {
    for (let i = 1; i < points.length; i++) {
      const p = at(points[i - 1]), q = at(points[i]), n = Math.min(40, Math.ceil(p.distanceTo(q) / 5));
      for (let k = 0; k < n; k++) {
        const d = {x: p.x + (q.x - p.x) * k / n, y: p.y + (q.y - p.y) * k / n}, c = cell(d.x, d.y);
        if (d.x < 0 || d.y < 0 || d.x > size.x || d.y > size.y) continue;
        if (dots.has(c)) dots.get(c).push(d);
        else dots.set(c, [d]);
      }
    }
  }));

  /* stops */
  function stopLabel(site, main, sub, id, chosen) {
    const r = site.box, w = Math.max(width(main, 'stop'), ...sub.map((t) => width(t, 'stop2'))), h = 18 + 15 * sub.length;
    const mx = (r[0] + r[2]) / 2;
    let best = null, least = 1e9;
    [[r[2] + 3, r[1] + 1, 'start', 0], [r[0] - 3 - w, r[1] + 1, 'end', 1], [mx - w / 2, r[3] + 1, 'middle', 2], [mx - w / 2, r[1] - h - 1, 'middle', 2.5],
      [r[2], r[3] - 8, 'start', 3], [r[2], r[1] - h + 8, 'start', 3], [r[0] - w, r[3] - 8, 'end', 4], [r[0] - w, r[1] - h + 8, 'end', 4]].forEach((c) => {
      const q = [c[0], c[1], c[0] + w, c[1] + h];
      const cost = c[3] + crossed(q, 2) * 1.2 + (blocked(q, 1) ? 60 : 0) + (q[0] < 3 || q[2] > size.x - 3 ? 200 : 0);
      if (cost < least) { least = cost; best = [c, q]; }
    });
    if (least >= 60 && sub.length) return stopLabel(site, main, sub.slice(0, sub.length > 1 ? 1 : 0), id, chosen);
    if (least >= 60 && !chosen) return undefined;
    const [c, q] = best, dx = Math.max(5 - q[0], Math.min(0, size.x - 5 - q[2]));
    const left = c[0] + dx, x = c[2] === 'start' ? left : c[2] === 'end' ? left + w : left + w / 2;
    taken.push([left, q[1], left + w, q[3]]);
    write(x, c[1] + 13, main, 'stop', c[2], id);
    const mw = width(main, 'stop'), ux = c[2] === 'start' ? x : c[2] === 'end' ? x - mw : x - mw / 2;
    const line = svg('path', {d: 'M' + ux.toFixed(1) + ' ' + (c[1] + 17).toFixed(1) + 'h' + mw.toFixed(1), class: 'ul'});
    line.dataset.stop = id;
    sheet.appendChild(line);
    sub.forEach((t, i) => write(x, c[1] + 29 + 15 * i, t, 'stop2', c[2]));
    return undefined;
  }
  const brief = (s) => s.kind === 'start' ? 'start' : s.status === 'visited' ? s.brief : s.status + (s.brief ? ', ' + s.brief : '');
  const mine = (q) => q.stops.some((s) => s.id === state.selected);
  sites.slice().sort((a, b) => mine(b) - mine(a)).forEach((q) => {
    const lead = q.stops.find((s) => s.id === state.selected && !s.parent) || q.stops[0];
    const same = q.stops.filter((s) => s.place === lead.place), others = q.stops.filter((s) => s.place !== lead.place);
    const who = new Set(same.map((s) => s.traveller)).size > 1, seen = new Set(same.map(brief));
    const whose = (s) => (s.status === 'visited' && s.role !== 'origin' ? 'visited' + (s.brief ? ' ' + s.brief : '') : brief(s)) + ' for ' + travellers[s.traveller].short;
    const sub = same.length > 3 && who ? [count(new Set(same.map((s) => s.traveller)).size, 'traveller')] : seen.size > 1 && who ? [same.map(whose).join(', ')]
      : [Array.from(seen).filter(Boolean).slice(0, 3).join(', ')];
    const one = new Set(q.stops.map((s) => s.traveller)).size === 1 || others.every((s) => s.parent);
    const names = new Set(others.filter((s) => size.x > 520 || !s.parent).map((s) => (s.number && one ? s.number + ' ' : '') + short(s.place, 34)));
    stopLabel(q, short(lead.place, 40), sub.concat(Array.from(names).slice(0, 3)).filter(Boolean), lead.id, mine(q));
  });

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

/* ---- scale bar and locator ---- */

function drawScale() {
  const y = map.getSize().y / 2, metres = map.distance(map.containerPointToLatLng([0, y]), map.containerPointToLatLng([100, y])) / 100;
  const n = [.5, 1, 2, 5, 10, 20, 50, 100, 200, 250, 500, 1000, 2000, 5000].filter((k) => k * 1000 / metres <= 120).pop() || .5;
  byId('scale').firstElementChild.textContent = n.toLocaleString('en-GB') + ' km';
  byId('scale').lastElementChild.style.width = Math.round(n * 1000 / metres) + 'px';
  byId('zoom-in').setAttribute('aria-disabled', String(map.getZoom() >= map.getMaxZoom()));
  byId('zoom-out').setAttribute('aria-disabled', String(map.getZoom() <= map.getMinZoom()));
}
const globeRings = DATA.base.globe ? DATA.base.globe.rings.map((r) => decoded(r).map((p) => [p[1] / DATA.base.globe.scale, p[0] / DATA.base.globe.scale])) : [];
/* an orthographic globe turned to the middle of the map, with the map's frame on it */
function drawGlobe() {
  const g = byId('globe'), size = map.getSize(), centre = map.getCenter();
  g.textContent = '';
  g.classList.toggle('off', map.getZoom() < 4 || size.x < 560 || size.y < 380);
  const f0 = radians(centre.lat), l0 = radians(centre.lng);
  const onto = ([lat, lon]) => {
    const f = radians(lat), l = radians(lon) - l0;
    let x = Math.cos(f) * Math.sin(l), y = Math.cos(f0) * Math.sin(f) - Math.sin(f0) * Math.cos(f) * Math.cos(l);
    const z = Math.sin(f0) * Math.sin(f) + Math.cos(f0) * Math.cos(f) * Math.cos(l);
    if (z < 0) { const h = Math.hypot(x, y) || 1; x /= h; y /= h; }
    return [(x * 40).toFixed(1) + ' ' + (-y * 40).toFixed(1), z >= 0];
  };
  const path = (points) => 'M' + points.map((p) => p[0]).join('L') + 'Z';
  const land = globeRings.map((r) => r.map(onto)).filter((r) => r.some((p) => p[1])).map(path).join('');
  const b = map.getBounds(), w = b.getWest(), e = b.getEast(), s = b.getSouth(), n = b.getNorth(), view = [];
  for (let i = 0; i <= 8; i++) view.push([n, w + (e - w) * i / 8]);
  for (let i = 0; i <= 8; i++) view.push([s, e + (w - e) * i / 8]);
  add(g, svg('circle', {r: 40, class: 'o'}), svg('path', {d: land, class: 'l'}), svg('path', {d: path(view.map(onto)), class: 'v'}));
}

/* ---- state to screen ---- */

function mark(labelsOnly) {
  const site = sites.find((q) => q.stops.some((s) => s.id === state.selected));
  sheet.querySelectorAll('[data-stop]').forEach((t) => t.classList.toggle('on', t.dataset.stop === state.selected || !!(site && site.stops.some((s) => s.id === t.dataset.stop))));
  if (labelsOnly) return;
  stops.forEach((s) => {
    const on = s.id === state.selected, li = item.get(s.id), leg = legs.get(s.id);
    if (li) li.classList.toggle('on', on);
    [head.get(s.id), pin.get(s.id)].forEach((b) => { if (b) { if (on) b.setAttribute('aria-current', 'step'); else b.removeAttribute('aria-current'); } });
    if (leg) leg.lines.forEach((l) => { const e = l.getElement(); if (e && e.classList.contains('leg')) e.classList.toggle('on', on); });
  });
  const all = visible(), n = all.indexOf(stopOf.get(state.selected));
  byId('position').textContent = n < 0 ? count(all.length, 'marker') + (innerWidth >= 900 ? '. Step with the ← and → keys' : '') : (n + 1) + ' of ' + all.length + ': ' + all[n].place;
  byId('previous').disabled = n <= 0;
  byId('next').disabled = n === all.length - 1;
}
function select(id, from) {
  const s = stopOf.get(id);
  if (!s) return;
  if (state.traveller >= 0 && s.traveller !== state.traveller) filter(-1);
  state.selected = id;
  mark();
  labels();
  try { history.replaceState(null, '', '#' + encodeURI(id)); } catch (e) { /* a sandboxed frame has no address of its own */ }
  reveal(s, from);
  const site = sites.find((q) => q.stops.includes(s));
  const p = map.latLngToContainerPoint(site ? site.at : s.at), size = map.getSize(), rim = 30;
  if (p.x < rim || p.y < rim || p.x > size.x - rim || p.y > size.y - rim) map.panTo(s.at, {animate: !calm, duration: .35, easeLinearity: .4});
  const all = visible();
  byId('live').textContent = (all.indexOf(s) + 1) + ' of ' + all.length + '. ' + sentence(s) + '.';
}
/* scroll the list so that the stop can be read */
function reveal(s, from) {
  const behavior = calm ? 'auto' : 'smooth', h = head.get(s.id).getBoundingClientRect();
  if (innerWidth >= 900) {
    const list = byId('list'), b = list.getBoundingClientRect(), bar = byId('bar').offsetHeight;
    const tall = Math.min(item.get(s.id).getBoundingClientRect().height, 220);
    if (h.top < b.top + bar + 10 || h.top + tall > b.bottom) list.scrollTo({top: list.scrollTop + h.top - b.top - bar - 28, behavior: behavior});
  } else if (from !== 'list') {
    scrollTo({top: h.top + scrollY - byId('mapwrap').offsetHeight - byId('step').offsetHeight - 18, behavior: behavior});
  }
}
function deselect() {
  if (!state.selected) return;
  state.selected = null;
  mark();
  labels();
  byId('live').textContent = 'No stop selected.';
}
function step(by) {
  const all = visible(), i = all.indexOf(stopOf.get(state.selected));
  const next = all[i < 0 ? (by > 0 ? 0 : all.length - 1) : i + by];
  if (next) select(next.id, 'key');
}
function filter(traveller) {
  state.traveller = traveller;
  const s = stopOf.get(state.selected);
  if (s && traveller >= 0 && s.traveller !== traveller) state.selected = null;
  document.querySelectorAll('#chips button').forEach((b) => b.setAttribute('aria-pressed', String(+b.dataset.traveller === traveller)));
  drawList();
  if (!map) return;
  layers.splice(0).forEach((l) => l.remove());
  legs.clear();
  drawAreas();
  drawLegs();
  fit(!calm);
}
function fit(animate) {
  map.invalidateSize({animate: false, pan: false});
  const size = map.getSize(), shown = visible(), bounds = L.latLngBounds(shown.map((s) => s.at)), side = size.x < 480 ? 44 : 110;
  legs.forEach((leg) => leg.points[0].forEach((p) => bounds.extend(p)));
  shown.forEach((s) => { if (!s.country && s.reach > 60) bounds.extend(L.latLng(s.at).toBounds(Math.min(s.reach, 800) * 1000)); });
  map.setMinZoom(Math.max(1, Math.ceil(Math.log2(size.x / 256 * .9) * 4) / 4));
  map.fitBounds(bounds, {paddingTopLeft: [side, size.y < 420 ? 50 : 56], paddingBottomRight: [size.x < 480 ? 96 : 150, size.y < 420 ? 46 : 66], animate: !!animate, duration: .35, maxZoom: 7.5});
  drawScale();
  drawGlobe();
  arrange();
}
function zoomBy(d) {
  const z = Math.max(map.getMinZoom(), Math.min(map.getMaxZoom(), map.getZoom() + d)), s = stopOf.get(state.selected);
  if (s) map.setZoomAround(s.at, z, {animate: !calm});
  else map.setZoom(z, {animate: !calm});
}

/* ---- keys, buttons, resizing, printing ---- */

function listen() {
  byId('previous').addEventListener('click', () => step(-1));
  byId('next').addEventListener('click', () => step(1));
  byId('zoom-in').addEventListener('click', () => zoomBy(1));
  byId('zoom-out').addEventListener('click', () => zoomBy(-1));
  byId('zoom-all').addEventListener('click', () => fit(!calm));
  document.addEventListener('keydown', (e) => {
    if (e.altKey || e.ctrlKey || e.metaKey) return;
    const way = {ArrowLeft: [-90, 0], ArrowRight: [90, 0], ArrowUp: [0, -90], ArrowDown: [0, 90]}[e.key];
    if (way && e.shiftKey && byId('mapwrap').contains(e.target)) map.panBy(way, {animate: !calm});
    else if ((e.key === 'ArrowRight' || e.key === 'ArrowLeft') && !e.shiftKey) step(e.key === 'ArrowRight' ? 1 : -1);
    else if (e.key === 'Escape') return deselect();
    else if (e.key === '+' || e.key === '=') zoomBy(.5);
    else if (e.key === '-') zoomBy(-.5);
    else if (e.key === '0') fit(!calm);
    else return undefined;
    return e.preventDefault();
  });
  map.on('click', deselect);
  map.on('zoomend', arrange);
  map.on('moveend', () => { drawScale(); drawGlobe(); labels(); });
  let timer;
  addEventListener('resize', () => { clearTimeout(timer); timer = setTimeout(() => { fonts.clear(); fit(false); }, 120); });
  addEventListener('hashchange', fromAddress);
  const folded = [];
  addEventListener('beforeprint', () => {
    document.documentElement.classList.add('printing');
    document.querySelectorAll('details:not([open])').forEach((d) => { d.open = true; folded.push(d); });
    fit(false);
  });
  addEventListener('afterprint', () => {
    document.documentElement.classList.remove('printing');
    folded.splice(0).forEach((d) => { d.open = false; });
    fit(false);
  });
}
function fromAddress() {
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch (e) { /* not written by us */ }
  if (stopOf.has(id) && id !== state.selected) select(id, 'key');
}

/* ---- begin ---- */

drawPatterns();
drawHeading();
drawRest();
if (stops.length) {
  map = window.map_geotrack;
  const panes = new Map();
  paneOf = (name, z) => {
    if (!panes.has(name)) { map.createPane(name).style.zIndex = z; panes.set(name, L.svg({pane: name, padding: .6})); }
    return panes.get(name);
  };
  map.setMaxZoom(11); /* closer, the basemap has nothing to show */
  const box = map.getContainer();
  box.tabIndex = 0;
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', WORDS.map);
  map.setMaxBounds([[-84, middle - 215], [84.5, middle + 215]]);
  map.setView([stops[0].at[0], middle], 4, {animate: false});
  drawBasemap();
  map.createPane('labels').style.zIndex = 450;
  map.getPane('labels').appendChild(sheet);
  drawChips();
  filter(-1);
  listen();
  fromAddress();
} else {
  document.body.classList.add('empty');
}
document.documentElement.setAttribute('data-ready', '1');
})();
