/* ---- the card: what shares a marker, one by one ---- */

const MOST = 200; /* stops on one card; the list beside the map has them all */
let card = null;
function openCard(site, list, from) {
  const again = card && card.from === from;
  closeCard();
  if (again) return;
  const box = el('div', 'card'), rows = el('ul');
  card = {box: box, from: from};
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', nameOf({stops: list}));
  list.slice(0, MOST).forEach((s) => {
    const b = el('button');
    b.type = 'button';
    b.setAttribute('aria-label', sentence(s));
    add(b, glyphOf(s, 22), add(el('span'), foreign('b', '', s.place), foreign('span', '', s.brief || s.word)));
    b.addEventListener('click', () => select(s.id, 'map'));
    hover(b, s);
    b.dataset.stop = s.id;
    add(rows, add(el('li'), b));
  });
  add(box, rows, list.length > MOST ? el('p', '', say('and_more', {n: list.length - MOST})) : null);
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  box.addEventListener('keydown', (e) => {
    if (e.key !== 'Escape') return;
    e.stopPropagation();
    closeCard();
    from.focus();
  });
  from.setAttribute('aria-expanded', 'true');
  add(byId('mapwrap'), box);
  /* beside the marker where there is room, else under or over it, and only as high as that allows */
  const p = map.latLngToContainerPoint(site.at), size = map.getSize(), w = box.offsetWidth, dx = site.w / 2 + 8, dy = site.h / 2 + 8;
  const x = p.x + dx + w < size.x - 54 ? p.x + dx : p.x - dx - w > 8 ? p.x - dx - w : null, over = p.y - dy - 8, under = size.y - p.y - dy - 8;
  if (x === null) box.style.maxHeight = Math.max(over, under) + 'px';
  const h = box.offsetHeight, y = x !== null ? p.y - h / 2 : under >= over ? p.y + dy : p.y - dy - h;
  box.style.left = Math.round(x === null ? Math.max(8, Math.min(size.x - w - 8, p.x - w / 2)) : x) + 'px';
  box.style.top = Math.round(Math.max(8, Math.min(size.y - h - 8, y))) + 'px';
  map.once('movestart click', closeCard);
  markCard();
  rows.querySelector('button').focus({preventScroll: true});
}
function markCard() {
  if (!card) return;
  card.box.querySelectorAll('[data-stop]').forEach((b) => { if (b.dataset.stop === state.selected) b.setAttribute('aria-current', 'step'); else b.removeAttribute('aria-current'); });
}
function closeCard() {
  if (!card) return;
  map.off('movestart click', closeCard);
  card.box.remove();
  card.from.setAttribute('aria-expanded', 'false');
  card = null;
}
