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
  /* not disabled: the button that was just pressed would lose the focus */
  byId('previous').setAttribute('aria-disabled', String(n <= 0));
  byId('next').setAttribute('aria-disabled', String(n === all.length - 1));
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
    head.get(s.id).scrollIntoView({block: 'start', behavior: behavior}); /* below what is pinned: see scroll-padding */
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
function filter(traveller, still) {
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
  fit(!calm && !still);
}
let fitted; /* the size that the map had when it was fitted */
function fit(animate) {
  map.invalidateSize({animate: false, pan: false});
  const size = map.getSize(), shown = visible(), bounds = L.latLngBounds(shown.map((s) => s.at)), side = size.x < 480 ? 44 : 110;
  fitted = size;
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
