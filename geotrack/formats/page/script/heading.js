/* ---- heading and key; where there are several statuses their entries switch them on and off ---- */

function drawHeading() {
  byId('title').textContent = DATA.title;
  byId('deck').textContent = DATA.deck;
  const has = (f) => stops.some(f), found = STATUSES.filter((status) => has((s) => s.status === status));
  const entry = (picture, text) => add(byId('key'), add(el('li'), picture, el('span', '', capital(text))));
  const line = (name, ticks) => {
    const s = svg('svg', {width: 30, height: 12, class: 't-0', 'aria-hidden': 'true'});
    if (ticks) add(s, svg('path', {d: 'M0 6H30', class: 'ties'}));
    return add(s, svg('path', {d: 'M0 6H30', class: 'leg ' + name}));
  };
  found.forEach((status) => {
    const picture = glyph(0, status, String(1 + STATUSES.indexOf(status)), 20);
    if (found.length > 1) add(byId('key'), add(el('li'), statusSwitch(status, picture)));
    else entry(picture, WORDS[status]);
  });
  if (has((s) => s.kind === 'start')) entry(glyph(0, 'start', '', 20), WORDS.start);
  if (has((s) => s.sure < SURE)) entry(glyph(0, 'visited', '1', 20, {doubt: true}), WORDS.doubtful);
  if (DATA.legs.some((l) => l.status === 'visited' && l.mode !== 'train')) entry(line('s-visited'), WORDS.travelled);
  if (DATA.legs.some((l) => l.mode === 'train')) entry(line('s-visited', true), WORDS.by_train);
  if (DATA.legs.some((l) => l.status === 'planned')) entry(line('s-planned'), WORDS.leg_planned);
  const area = stops.find((s) => s.country);
  if (area) {
    const s = svg('svg', {width: 26, height: 14, class: colour(area), 'aria-hidden': 'true'});
    entry(add(s, svg('rect', {x: 1, y: 1, width: 24, height: 12, class: 'area', fill: 'url(#hatch-' + area.traveller % COLOURS + ')'})), WORDS.in_country);
  }
}
function drawPatterns() {
  for (let i = 0; i < COLOURS; i++) {
    const p = svg('pattern', {id: 'hatch-' + i, width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)', class: 't-' + i});
    byId('patterns').appendChild(add(p, svg('line', {x1: 0, y1: 0, x2: 0, y2: 7, class: 'hatchline'})));
  }
}
