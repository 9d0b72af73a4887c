/* ---- captions: the names of the stops, beside their markers ---- */

const CAPTIONS = 60; /* where there are many stops, no more than these */
const told = (s) => s.kind === 'start' ? WORDS.start : s.status === 'visited' ? s.brief : listed([s.word, s.brief]);

/* what a site is called: the place in bold, and what else there is to say in a few lines */
function captionOf(site, chosen, wide) {
  const now = site.stops.filter((s) => !later(s)), lead = chosen || mostVisited(now);
  const same = now.filter((s) => s.place === lead.place), others = now.filter((s) => s.place !== lead.place);
  const one = new Set(now.map((s) => s.traveller)).size === 1 || others.every((s) => s.parent);
  const numbered = (s, name) => (s.number && one ? s.number + ' ' + isolated(name) : name);
  if (site.counted) {
    const names = new Set(now.map((s) => s.place)).size;
    if (chosen) return {main: lead.place, sub: [listed([travellers[lead.traveller].short, told(lead)])], id: lead.id};
    return {main: lead.place, sub: names > 1 ? [say('and_more', {n: names - 1})] : [], id: lead.id};
  }
  const who = new Set(same.map((s) => s.traveller)), seen = new Set(same.map(told));
  const done = (s) => s.brief ? say('label_done', {word: s.word, date: s.brief}) : s.word;
  const whose = (s) => say('label_for', {what: s.status === 'visited' && s.role !== 'origin' ? done(s) : told(s), name: travellers[s.traveller].short});
  const sub = same.length > 3 && who.size > 1 ? [say('travellers', {n: who.size})] : seen.size > 1 && who.size > 1 ? [listed(same.map(whose))]
    : [listed(Array.from(seen).filter(Boolean).slice(0, 3))];
  const names = Array.from(new Set(others.filter((s) => wide || !s.parent).map((s) => numbered(s, short(s.place, 34)))));
  const rest = names.length > 3 ? names.slice(0, 2).concat(say('and_more', {n: names.length - 2})) : names;
  const several = others.some((s) => !s.parent) && same.length === 1;
  return {main: several ? numbered(lead, lead.place) : lead.place, sub: sub.concat(rest).filter(Boolean), id: lead.id};
}
function mostVisited(list) {
  const times = new Map();
  list.forEach((s) => times.set(s.place, (times.get(s.place) || 0) + 1));
  return list.reduce((a, b) => (times.get(b.place) > times.get(a.place) ? b : a));
}

function captions(room) {
  const {size, taken, blocked, crossed, write} = room;
  /* eight places around a marker, the best first */
  const around = (r, w, h) => [[r[2] + 3, r[1] + 1, 'start', 0], [r[0] - 3 - w, r[1] + 1, 'end', 1], [(r[0] + r[2] - w) / 2, r[3] + 1, 'middle', 2], [(r[0] + r[2] - w) / 2, r[1] - h - 1, 'middle', 2.5],
    [r[2], r[3] - 8, 'start', 3], [r[2], r[1] - h + 8, 'start', 3], [r[0] - w, r[3] - 8, 'end', 4], [r[0] - w, r[1] - h + 8, 'end', 4]];
  /* further and further away, until there is room */
  function anywhere(r, w, h) {
    const x = (r[0] + r[2]) / 2, y = (r[1] + r[3]) / 2;
    for (let d = 24; d < Math.hypot(size.x, size.y); d += 12) {
      for (let k = 0; k < 24; k++) {
        const a = k * Math.PI / 12, c = [x + Math.cos(a) * (d + w / 2) - w / 2, y + Math.sin(a) * (d + h / 2) - h / 2, 'start', d];
        if (!blocked([c[0], c[1], c[0] + w, c[1] + h], 1)) return c;
      }
    }
    return null;
  }
  function place(site, text, chosen, widest) {
    const most = widest || (chosen ? size.x * .8 : Math.min(280, size.x * .55)), r = site.box;
    const main = fitted(text.main, 'stop', most), sub = text.sub.map((t) => fitted(t, 'stop2', Math.max(most, 150)));
    const w = Math.max(width(main, 'stop'), ...sub.map((t) => width(t, 'stop2'))) + 1, h = 18 + 15 * sub.length, rect = (c) => [c[0], c[1], c[0] + w, c[1] + h];
    const free = around(r, w, h).filter((c) => !blocked(rect(c), 1)).map((c) => [c[3] + (large ? 0 : crossed(rect(c), 2) * 1.2), c]).sort((a, b) => a[0] - b[0]);
    let c = free.length ? free[0][1] : null;
    if (!c && sub.length) return place(site, {main: text.main, sub: text.sub.slice(0, sub.length > 1 ? 1 : 0), id: text.id}, chosen, widest);
    if (!c && !chosen && !widest && w > 120) return place(site, text, chosen, 120);
    if (!c && chosen) {
      c = anywhere(r, w, h);
      if (!c) return w > 120 && place(site, text, chosen, 120);
      const q = rect(c), x = Math.max(q[0], Math.min(q[2], (r[0] + r[2]) / 2)), y = Math.max(q[1], Math.min(q[3], (r[1] + r[3]) / 2));
      sheet.appendChild(svg('path', {d: 'M' + ((r[0] + r[2]) / 2).toFixed(1) + ' ' + ((r[1] + r[3]) / 2).toFixed(1) + 'L' + x.toFixed(1) + ' ' + y.toFixed(1), class: 'pointer'}));
    }
    if (!c) return false;
    const x = c[2] === 'start' ? c[0] : c[2] === 'end' ? c[0] + w : c[0] + w / 2, mw = width(main, 'stop');
    const left = c[2] === 'start' ? x : c[2] === 'end' ? x - mw : x - mw / 2;
    taken.push(rect(c));
    write(x, c[1] + 13, main, 'stop', c[2], text.id);
    const line = svg('path', {d: 'M' + left.toFixed(1) + ' ' + (c[1] + 17).toFixed(1) + 'h' + mw.toFixed(1), class: 'ul'});
    line.dataset.stop = text.id;
    sheet.appendChild(line);
    sub.forEach((t, i) => write(x, c[1] + 29 + 15 * i, t, 'stop2', c[2]));
    return true;
  }
  const mine = (q) => q.stops.find((s) => s.id === state.selected), seen = sites.filter((q) => hit(q.box, [0, 0, size.x, size.y]));
  let left = many ? CAPTIONS : 1e9;
  seen.sort((a, b) => !!mine(b) - !!mine(a) || (many ? b.stops.length - a.stops.length : 0)).forEach((q) => {
    if (left > 0 && !q.stops.every(later) && place(q, captionOf(q, mine(q), size.x > 520), !!mine(q))) left--;
  });
}
