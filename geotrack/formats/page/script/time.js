/* ---- time: columns in order and not to scale, a row for each traveller; the slider fades what comes after a column ---- */

const FINE = 300; /* more columns than this are drawn as one picture a traveller */
const ticks = new Map(), cellsOf = new Map();
let columns = [], nth = new Map(); /* the columns in which something is drawn, and which of them each is */
/* where the middle of a column is, in percent */
const across = (i) => (100 * (i + .5) / columns.length).toFixed(3) + '%';
function drawTime() {
  columns = Array.from(new Set(visible().map((s) => s.column))).sort((a, b) => a - b);
  nth = new Map(columns.map((c, i) => [c, i]));
  ticks.clear();
  cellsOf.clear();
  byId('axis').textContent = byId('tracks').textContent = '';
  byId('time').hidden = columns.length < 2;
  const room = byId('axis').clientWidth; /* none on a phone, where only the slider is shown */
  if (room) {
    drawAxis(room / columns.length);
    drawTracks(room / columns.length);
  }
  const slide = byId('up-to');
  slide.max = columns.length - 1;
  slide.style.setProperty('--one', (100 / Math.max(1, columns.length)).toFixed(3) + '%'); /* a column's width */
}
function drawAxis(each) {
  const axis = byId('axis'), before = columns.filter((c) => c < DATA.time.before).length;
  const line = byId('published');
  line.hidden = !before || before === columns.length;
  line.textContent = DATA.time.published;
  line.style.setProperty('--x', before / columns.length);
  line.classList.toggle('left', before > columns.length / 2);
  /* a label where there is room; a run of columns without a date has one for all */
  let edge = -Infinity, year = '';
  for (let i = 0, end; i < columns.length; i = end) {
    const {brief, year: its} = DATA.time.columns[columns[i]];
    for (end = i + 1; !brief && end < columns.length && !DATA.time.columns[columns[end]].brief;) end++;
    const middle = (i + end) / 2 * each;
    if (middle < edge + 16) continue; /* no text is shorter */
    const text = brief || WORDS.undated, half = width(text, brief ? 'date' : 'undated') / 2;
    const x = Math.max(half, Math.min(each * columns.length - half, middle));
    if (x - half < edge + 8) continue;
    edge = x + half;
    const label = add(el('div', brief ? 'date' : 'undated'), el('span', '', text), its && its !== year && !brief.includes(its) ? el('small', '', its) : null);
    if (its) year = its;
    label.style.left = x.toFixed(1) + 'px';
    add(axis, label);
  }
}
function drawTracks(each) {
  byId('tracks').classList.toggle('fine', columns.length > FINE);
  travellers.forEach((t, i) => {
    const own = visible().filter((s) => s.traveller === i), cells = el('div', 'cells');
    if (!own.length) return;
    if (columns.length > FINE) add(cells, bars(own), el('div', 'veil'));
    else add(cells, ...glyphs(own, each));
    cells.addEventListener('click', (e) => {
      const hit = e.target.closest('.tick'), x = (e.clientX - cells.getBoundingClientRect().left) / each - .5;
      const near = own.reduce((a, b) => Math.abs(nth.get(b.column) - x) < Math.abs(nth.get(a.column) - x) ? b : a);
      select(hit ? hit.dataset.stop : near.id, 'time');
    });
    add(byId('tracks'), add(el('div', 'track ' + colour(own[0])), foreign('span', 'who', t.heading), cells));
    cellsOf.set(i, cells);
  });
}
/* glyphs with their figures where there is room, else without, else small marks */
function glyphs(own, each) {
  const beside = new Map(), out = [];
  own.forEach((s) => beside.set(s.column, (beside.get(s.column) || []).concat(s)));
  beside.forEach((list, column) => {
    const room = each / list.length, size = room >= 23 ? 22 : room >= 15 ? Math.floor(room) - 1 : Math.max(2, Math.min(7, Math.floor(room) - 1));
    const step = Math.min(size + 1, (each - size) / Math.max(1, list.length - 1));
    list.forEach((s, n) => {
      const place = el('div', 'tick ' + colour(s) + ' s-' + s.kind + (size < 22 ? ' small' : ''));
      if (size > 7) add(place, glyph(s.traveller, s.kind, size < 18 ? '' : s.number, size));
      else place.style.width = size + 'px';
      place.style.left = 'calc(' + across(nth.get(column)) + ' + ' + ((n - (list.length - 1) / 2) * step - size / 2).toFixed(1) + 'px)';
      place.dataset.stop = s.id;
      hover(place, s);
      ticks.set(s.id, place);
      out.push(place);
    });
  });
  return out;
}
/* of very many columns, one picture */
function bars(own) {
  const picture = svg('svg', {class: 'bars', viewBox: '0 0 ' + columns.length + ' 1', preserveAspectRatio: 'none'});
  new Set(own.map((s) => s.kind)).forEach((kind) => add(picture, svg('path', {
    class: 's-' + kind,
    'vector-effect': 'non-scaling-stroke',
    d: own.filter((s) => s.kind === kind).map((s) => 'M' + (nth.get(s.column) + .5) + ' 0v1').join(''),
  })));
  return picture;
}
/* the date of a column, or what stands in it */
function moment(column) {
  const list = visible().filter((s) => s.column === column).map((s) => s.place);
  return DATA.time.columns[column].date || say('undated_at', {places: listed(Array.from(new Set(list)).slice(0, 3))});
}
function markTime() {
  if (columns.length < 2) return;
  const slide = byId('up-to'), i = columns.filter((c) => c <= state.upTo).length - 1;
  slide.value = Math.max(0, i);
  slide.style.setProperty('--done', 100 * slide.value / (columns.length - 1) + '%');
  const text = moment(columns[+slide.value]);
  slide.setAttribute('aria-valuetext', say('up_to', {moment: text}));
  byId('up-to-words').textContent = text;
  ticks.forEach((place, id) => {
    place.classList.toggle('later', later(stopOf.get(id)));
    place.classList.toggle('on', id === state.selected);
  });
  if (columns.length > FINE) markFine(+slide.value);
}
/* the same on the pictures */
function markFine(i) {
  const s = stopOf.get(state.selected), here = byId('tracks').querySelector('.tick');
  byId('tracks').style.setProperty('--shown', (100 * (i + 1) / columns.length).toFixed(3) + '%');
  if (here) here.remove();
  if (!s || !cellsOf.has(s.traveller)) return;
  const place = el('div', 'tick on ' + colour(s));
  place.style.left = across(nth.get(s.column));
  place.dataset.stop = s.id;
  add(cellsOf.get(s.traveller), place);
}
byId('up-to').addEventListener('input', () => {
  const i = +byId('up-to').value;
  show({upTo: i < columns.length - 1 ? columns[i] : Infinity});
});
