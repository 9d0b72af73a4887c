/* ---- sites: which stops share a marker, and where it stands. All in pixels of the zoom, so that closer in they part ---- */

const LARGE = 300; /* from here on, legs are on canvas, and the list is written as far as one sees */
const large = stops.length > LARGE, many = stops.length > 120;
/* of a large journey, the stops are drawn first: what can wait follows when they have been painted */
const waiting = [];
function soon(draw) {
  if (!large) return draw();
  const next = () => { waiting.shift()(); if (waiting.length) setTimeout(next); };
  if (waiting.push(draw) === 1) requestAnimationFrame(() => setTimeout(next));
  return undefined;
}
/* where there are many, what shares a marker is counted. Stops nearer than NEAR share one, or NEXT if one comes after the other; a marker stands up to REACH beside its place where others are in the way */
const NEAR = many ? 34 : 12, NEXT = many ? 34 : 18, REACH = many ? 12 : 32, GAP = 3, INSIDE = 36;

let level = 0, narrow = false; /* the zoom that sites are worked out for, and whether on a small map */

/* the numbers of some stops in short: "2–4, 9" */
function inShort(list) {
  const runs = [];
  list.forEach((s) => {
    const run = runs[runs.length - 1], before = run && run[run.length - 1];
    const follows = before && (s.parent ? s.number.charCodeAt(s.number.length - 1) - before.number.charCodeAt(before.number.length - 1) : s.number - before.number) === 1;
    if (follows) run.push(s);
    else runs.push([s]);
  });
  const last = (run) => run[run.length - 1].number.slice(run[0].parent ? run[0].parent.number.length : 0);
  const words = runs.map((run) => run.length > 1 ? run[0].number + '–' + last(run) : run[0].number);
  while (words.length > 2 && words.join(', ').length > 12) words.splice(-(words[words.length - 1] === '…') - 1, 2, '…');
  return words.join(', ').replace(', …', ' …');
}
/* what a shared marker is made of: one part for the stops of a traveller that look alike, in the order of travel */
function partsOf(list) {
  const parts = [], here = new Set(list), byLook = new Map();
  list.forEach((s) => {
    const small = !!s.parent && here.has(s.parent), doubt = s.sure < SURE;
    const look = [s.traveller, s.kind, doubt, small && s.parent.id, s.number ? '' : s.id].join(' ');
    let part = byLook.get(look);
    if (!part) byLook.set(look, part = {traveller: s.traveller, kind: s.kind, doubt: doubt, small: small, stops: []});
    if (!part.stops.length) parts.push(part);
    part.stops.push(s);
  });
  parts.forEach((part) => {
    part.text = inShort(part.stops);
    part.wider = part.stops.length > 1 ? Math.max(0, Math.ceil(figureWidth(part.text)) - 15) : 0;
  });
  return parts;
}
/* width and height of a shared marker: in a row, else in up to three rows of smaller parts, else only counted */
function measure(site) {
  const room = narrow ? 100 : 128;
  const rows = (size, most) => {
    const out = [[]];
    let w = 0;
    site.parts.forEach((part) => {
      const own = (28 + part.wider) * (part.small ? .78 : 1) * size / 28 + 1;
      if (w && w + own > most) { out.push([]); w = 0; }
      out[out.length - 1].push(part);
      w += own;
      site.w = Math.max(site.w, w - 1);
    });
    return out;
  };
  site.counted = site.stops.length > 1 && site.stops.length > (many ? 3 : 60);
  site.parts = site.counted ? [] : partsOf(site.stops);
  site.size = 28;
  site.w = 0;
  site.rows = rows(28, 1e9);
  if (site.w > room) {
    const all = site.w * 24 / 28, lines = Math.ceil(all / (narrow ? 90 : 112));
    site.w = 0;
    site.size = 24; /* what a finger needs */
    site.rows = rows(24, all / lines + 8);
    site.counted = site.counted || site.rows.length > 3;
  }
  site.framed = site.parts.filter((part) => !part.small).length > 1 || site.rows.length > 1;
  const frame = site.framed ? 8 : 0;
  site.w = site.counted ? badgeSize(site.stops.length) : Math.ceil(site.w) + frame;
  site.h = site.counted ? site.w : site.rows.length * (site.size + 1) - 1 + frame;
  return site;
}
function siteOf(spots) {
  const all = [].concat(...spots.map((q) => q.stops)).sort((a, b) => a.rank - b.rank), here = new Set(all);
  const own = spots.filter((q) => !q.stops.every((s) => s.parent && here.has(s.parent))), of = own.length ? own : spots;
  const x = of.reduce((sum, q) => sum + q.x, 0) / of.length, y = of.reduce((sum, q) => sum + q.y, 0) / of.length;
  const site = measure({spots: spots, stops: all, ax: x, ay: y, x: x, y: y});
  /* a place inside another stands beside it and does not push it away */
  if (!site.framed && site.parts.length > 1) site.ax = site.x += (site.w - 28 - site.parts[0].wider) / 2;
  return site;
}
/* what `map.project` gives, without its objects */
function inPixels([lat, lon], zoom) {
  const scale = 256 * Math.pow(2, zoom);
  return {x: (lon / 360 + .5) * scale, y: (.5 - Math.asinh(Math.tan(radians(Math.max(-85.05, Math.min(85.05, lat))))) / (2 * Math.PI)) * scale};
}
/* stops at one point are a spot, and spots that lie near one another a site */
function gathered(list) {
  const spots = new Map(), cells = new Map(), groups = [], groupOf = new Map();
  list.forEach((s) => {
    const key = Math.round(s.at[0] * 1e4) * 1e8 + Math.round(s.at[1] * 1e4);
    if (!spots.has(key)) spots.set(key, Object.assign(inPixels(s.at, level), {at: s.at, stops: []}));
    spots.get(key).stops.push(s);
  });
  const far = (a, b) => Math.hypot(a.x - b.x, a.y - b.y), cell = (x, y) => x * 1e7 + y;
  spots.forEach((q) => {
    const first = q.stops[0], around = first.parent && q.stops.every((s) => s.parent) && groupOf.get(first.parent), next = groupOf.get(stops[first.rank - 1]);
    const cx = Math.floor(q.x / NEXT), cy = Math.floor(q.y / NEXT);
    let best = around && far(around[0], q) < INSIDE ? around : null, least = NEAR;
    if (!best && next && next[0].stops[0].traveller === first.traveller && far(next[0], q) < NEXT) best = next;
    for (let dx = -1; !best && dx < 2; dx++) {
      for (let dy = -1; dy < 2; dy++) {
        const near = cells.get(cell(cx + dx, cy + dy));
        if (near) near.forEach((g) => { const d = far(g[0], q); if (d < least) { least = d; best = g; } });
      }
    }
    if (best) best.push(q);
    else {
      groups.push(best = [q]);
      const c = cell(cx, cy);
      if (cells.has(c)) cells.get(c).push(best);
      else cells.set(c, [best]);
    }
    q.stops.forEach((s) => groupOf.set(s, best));
  });
  return groups.map(siteOf);
}
/* pairs of sites whose markers can meet */
function neighbours(list) {
  const pairs = [], order = list.slice().sort((a, b) => a.x - a.w / 2 - (b.x - b.w / 2)), slack = GAP + 2 * REACH;
  order.forEach((a, i) => {
    for (let k = i + 1; k < order.length && order[k].x - order[k].w / 2 < a.x + a.w / 2 + slack; k++) {
      if (Math.abs(a.y - order[k].y) < (a.h + order[k].h) / 2 + slack) pairs.push([a, order[k]]);
    }
  });
  return pairs;
}
const overlap = (a, b) => [(a.w + b.w) / 2 + GAP - Math.abs(a.x - b.x), (a.h + b.h) / 2 + GAP - Math.abs(a.y - b.y)];
/* push markers apart in the direction in which their places lie, each no further than REACH; what still overlaps is joined */
function settled(list) {
  for (;;) {
    const pairs = neighbours(list);
    for (let round = 0; round < 60; round++) {
      let moved = false;
      if (round < 40) list.forEach((a) => { a.x += (a.ax - a.x) * .06; a.y += (a.ay - a.y) * .06; });
      pairs.forEach(([a, b]) => {
        const [ox, oy] = overlap(a, b);
        if (ox <= 0 || oy <= 0) return;
        moved = true;
        let ux = b.ax - a.ax + (b.x - a.x) * .5, uy = b.ay - a.ay + (b.y - a.y) * .5;
        const length = Math.hypot(ux, uy);
        if (length < .5) { ux = 1; uy = 0; } else { ux /= length; uy /= length; }
        const way = Math.min(ox / Math.max(Math.abs(ux), 1e-6), oy / Math.max(Math.abs(uy), 1e-6)) + .2, mine = b.w * b.h / (a.w * a.h + b.w * b.h);
        a.x -= ux * way * mine;
        a.y -= uy * way * mine;
        b.x += ux * way * (1 - mine);
        b.y += uy * way * (1 - mine);
        [a, b].forEach((q) => {
          const d = Math.hypot(q.x - q.ax, q.y - q.ay);
          if (d > REACH) { q.x = q.ax + (q.x - q.ax) * REACH / d; q.y = q.ay + (q.y - q.ay) * REACH / d; }
        });
      });
      if (!moved) break;
    }
    /* the nearest first, and only some at a time: each that is joined makes room, or takes it */
    const tight = pairs.filter((p) => overlap(...p).every((o) => o > GAP - 1)).map(([a, b]) => [Math.hypot(a.ax - b.ax, a.ay - b.ay), a, b]).sort((p, q) => p[0] - q[0]);
    const joined = new Set(), next = [];
    tight.slice(0, Math.ceil(tight.length / (many ? 1 : 4))).forEach(([, a, b]) => {
      if (joined.has(a) || joined.has(b)) return;
      joined.add(a).add(b);
      next.push(siteOf(a.spots.concat(b.spots)));
    });
    if (!next.length) return list;
    list = list.filter((q) => !joined.has(q)).concat(next);
    list.forEach((q) => { q.x = q.ax; q.y = q.ay; });
  }
}
