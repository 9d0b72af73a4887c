/* ---- data ---- */

const COLOURS = 12, SHAPES = 6, STATUSES = ['visited', 'planned', 'cancelled'];
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
  const role = {origin: 'start', transit: 'transit'}[s.role];
  s.word = WORDS[!role ? s.status : s.status === 'visited' ? role : role + '_' + s.status];
});
const colour = (s) => 't-' + (s.traveller % COLOURS);
const counted = (list) => list.filter((s) => s.role !== 'origin').length;

/* ---- state: whom, which statuses, how far in time, which stop; only `show` and `select` change it ---- */

const state = {traveller: -1, hidden: [], upTo: Infinity, selected: null};
const passes = (s) => (state.traveller < 0 || s.traveller === state.traveller) && !state.hidden.includes(s.status);
const visible = () => stops.filter(passes); /* what is drawn */
const later = (s) => s.column > state.upTo; /* what of it is faded */

function sentence(s) {
  const leg = legInto.get(s.id), way = leg && say('from', {km: kilometres(leg.km), place: stopOf.get(leg.from).place});
  return listed([s.number ? say('stop_number', {number: s.number}) : capital(s.word), s.place, travellers[s.traveller].name, s.number && s.word,
    s.date || WORDS.no_date, [way, s.by].filter(Boolean).join(' '), s.parent && say('inside', {place: s.parent.place})]);
}
