/* ---- state to screen ---- */

function mark(labelsOnly) {
  const site = sites.find((q) => q.stops.some((s) => s.id === state.selected));
  sheet.querySelectorAll('[data-stop]').forEach((t) => t.classList.toggle('on', t.dataset.stop === state.selected || !!(site && site.stops.some((s) => s.id === t.dataset.stop))));
  if (labelsOnly) return;
  item.forEach((_, id) => markItem(id));
  markSites();
  markLegs();
  const all = visible(), s = stopOf.get(state.selected), n = all.indexOf(s), line = byId('position');
  line.textContent = '';
  if (s) add(line, glyphOf(s, 20), foreign('span', '', s.place));
  else line.textContent = innerWidth >= 900 ? WORDS.step : say('stops', {n: counted(all)});
  /* not disabled: the button that was just pressed would lose the focus */
  byId('previous').setAttribute('aria-disabled', String(n <= 0));
  byId('next').setAttribute('aria-disabled', String(n === all.length - 1));
  markFilters();
  markTime();
}
/* the one way to change what is shown */
function show(change, still) {
  Object.assign(state, change);
  const s = stopOf.get(state.selected);
  if (s && (!passes(s) || later(s))) state.selected = null;
  if ('traveller' in change || 'hidden' in change) {
    drawList();
    layers.splice(0).forEach((l) => l.remove());
    legs.clear();
    drawAreas();
    drawLegs();
    markFilters();
    drawTime();
    fit(!calm && !still);
  } else {
    mark();
    labels();
  }
  const shown = visible().filter((v) => !later(v));
  byId('live').textContent = shown.length ? say('shown', {n: counted(shown), all: counted(stops)}) : WORDS.shown_none;
}
function select(id, from) {
  const s = stopOf.get(id);
  if (!s) return;
  /* what a filter hides is let through; the slider moves on to a later stop */
  if (!passes(s)) show({traveller: state.traveller === s.traveller ? s.traveller : -1, hidden: state.hidden.filter((h) => h !== s.status)});
  if (later(s)) state.upTo = s.column;
  state.selected = id;
  unroll(s);
  mark();
  labels();
  try { history.replaceState(null, '', '#' + encodeURI(id)); } catch (e) { /* a sandboxed frame has no address of its own */ }
  reveal(s, from);
  if (!inSight(s)) map.panTo(s.at, {animate: !calm, duration: .35, easeLinearity: .4});
  const all = visible();
  byId('live').textContent = say('position', {n: all.indexOf(s) + 1, all: all.length, stop: sentence(s)});
}
/* scroll the list so that the stop can be read */
function reveal(s, from) {
  const behavior = calm || large ? 'auto' : 'smooth', h = head.get(s.id).getBoundingClientRect();
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
  byId('live').textContent = WORDS.none_selected;
}
function step(by) {
  const all = visible(), i = all.indexOf(stopOf.get(state.selected));
  const next = all[i < 0 ? (by > 0 ? 0 : all.length - 1) : i + by];
  if (next) select(next.id, 'key');
}
let fittedTo; /* the size that the map had when it was fitted */
function fit(animate) {
  map.invalidateSize({animate: false, pan: false});
  const size = fittedTo = map.getSize(), shown = visible(), bounds = boundsOf(shown), side = size.x < 480 ? 44 : 110;
  legs.forEach((leg) => leg.points[0].forEach((p) => bounds.extend(p)));
  shown.forEach((s) => { if (!s.country && s.reach > 60) bounds.extend(L.latLng(s.at).toBounds(Math.min(s.reach, 800) * 1000)); });
  map.setMinZoom(Math.max(1, Math.ceil(Math.log2(size.x / 256 * .9) * 4) / 4));
  if (shown.length) {
    const view = cleared(map._getBoundsCenterZoom(bounds, {paddingTopLeft: [side, size.y < 420 ? 50 : 56], paddingBottomRight: [size.x < 480 ? 96 : 150, size.y < 420 ? 46 : 66], maxZoom: 7.5}));
    map.setView(view.center, view.zoom, {animate: !!animate && sites.length > 0, duration: .35});
  }
  drawScale();
  drawGlobe();
  arrange();
}
function zoomBy(d) {
  const z = Math.max(map.getMinZoom(), Math.min(map.getMaxZoom(), map.getZoom() + d)), s = stopOf.get(state.selected);
  if (s) map.setZoomAround(s.at, z, {animate: !calm});
  else map.setZoom(z, {animate: !calm});
}
