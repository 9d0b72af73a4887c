/* ---- filters: by traveller and by status; the time slider is the third ---- */

const MANY = 8; /* more travellers than this are chosen from a menu */
function statusSwitch(status, picture) {
  const b = el('button', 'switch');
  b.type = 'button';
  b.dataset.status = status;
  b.addEventListener('click', () => show({hidden: state.hidden.includes(status) ? state.hidden.filter((h) => h !== status) : state.hidden.concat(status)}));
  return add(b, picture, el('span', '', capital(WORDS[status])));
}
function drawFilters() {
  const chips = byId('chips'), own = (i) => stops.filter((s) => s.traveller === i);
  chips.hidden = travellers.length < 2;
  if (travellers.length > MANY) {
    const menu = el('select');
    menu.id = 'traveller';
    menu.setAttribute('aria-label', WORDS.one_traveller);
    const choice = (i, text) => add(menu, Object.assign(el('option', '', text), {value: i}));
    choice(-1, say('all_travellers', {n: travellers.length}));
    travellers.forEach((t, i) => choice(i, listed([short(t.name, 60), say('stops', {n: counted(own(i))})])));
    menu.addEventListener('change', () => show({traveller: +menu.value}));
    add(chips, menu);
  } else {
    const chip = (i, name, list) => {
      const b = el('button');
      b.type = 'button';
      b.dataset.traveller = i;
      b.setAttribute('aria-label', listed([name, say('stops', {n: counted(list)})]));
      b.addEventListener('click', () => show({traveller: i}));
      add(chips, add(b, i >= 0 ? glyph(i, 'visited', '', 14) : null, foreign('span', '', short(name, 30))));
    };
    chip(-1, WORDS.all, stops);
    travellers.forEach((t, i) => chip(i, t.name, own(i)));
  }
  const all = () => show({traveller: -1, hidden: [], upTo: Infinity});
  byId('shown').lastElementChild.addEventListener('click', all);
  byId('nothing').lastElementChild.addEventListener('click', all);
}
function markFilters() {
  document.querySelectorAll('#chips button').forEach((b) => b.setAttribute('aria-pressed', String(+b.dataset.traveller === state.traveller)));
  if (byId('traveller')) byId('traveller').value = state.traveller;
  document.querySelectorAll('#key button').forEach((b) => b.setAttribute('aria-pressed', String(!state.hidden.includes(b.dataset.status))));
  const drawn = visible(), shown = drawn.filter((s) => !later(s));
  byId('shown').hidden = shown.length === stops.length;
  byId('shown').firstElementChild.textContent = say('shown', {n: counted(shown), all: counted(stops)});
  byId('nothing').hidden = drawn.length > 0;
}
