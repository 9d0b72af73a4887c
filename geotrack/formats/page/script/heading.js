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
