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
