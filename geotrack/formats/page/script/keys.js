/* ---- keys, buttons, address, resizing, printing ---- */

/* before the map is drawn: its labels keep clear of the buttons */
byId('full-screen').hidden = !document.fullscreenEnabled;
function listen() {
  byId('previous').addEventListener('click', () => step(-1));
  byId('next').addEventListener('click', () => step(1));
  byId('zoom-in').addEventListener('click', () => zoomBy(1));
  byId('zoom-out').addEventListener('click', () => zoomBy(-1));
  byId('zoom-all').addEventListener('click', () => fit(!calm));
  const full = byId('full-screen');
  full.addEventListener('click', () => {
    const asked = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    asked.catch(() => { full.hidden = true; });
  });
  document.addEventListener('fullscreenchange', () => full.setAttribute('aria-pressed', String(!!document.fullscreenElement)));
  document.addEventListener('keydown', (e) => {
    /* the slider and the menu have keys of their own */
    if (e.altKey || e.ctrlKey || e.metaKey || /^(INPUT|SELECT)$/.test(e.target.tagName)) return;
    /* single characters only on the map: whoever speaks to the computer types them everywhere (WCAG 2.1.4) */
    const onMap = byId('mapwrap').contains(e.target);
    const way = {ArrowLeft: [-90, 0], ArrowRight: [90, 0], ArrowUp: [0, -90], ArrowDown: [0, 90]}[e.key];
    if (way && e.shiftKey && onMap) map.panBy(way, {animate: !calm});
    else if ((e.key === 'ArrowRight' || e.key === 'ArrowLeft') && !e.shiftKey) step(e.key === 'ArrowRight' ? 1 : -1);
    else if (e.key === 'Escape') return deselect();
    else if (onMap && (e.key === '+' || e.key === '=')) zoomBy(.5);
    else if (onMap && e.key === '-') zoomBy(-.5);
    else if (onMap && e.key === '0') fit(!calm);
    else return undefined;
    return e.preventDefault();
  });
  map.on('click', deselect);
  map.on('zoomend', arrange);
  map.on('moveend', () => { drawScale(); drawGlobe(); drawSites(); labels(); });
  const refit = () => { fonts.clear(); drawTime(); fit(false); };
  let timer;
  /* the map's box, not the window: in a frame it may have no size yet when the script runs, and a phone's address bar that
     comes and goes leaves it as it is */
  const box = map.getContainer(), changed = () => fittedTo.x !== box.clientWidth || fittedTo.y !== box.clientHeight;
  new ResizeObserver(() => { clearTimeout(timer); timer = setTimeout(() => { if (changed()) refit(); }, 120); }).observe(box);
  addEventListener('hashchange', fromAddress);
  const folded = [];
  let upTo;
  addEventListener('beforeprint', () => {
    document.documentElement.classList.add('printing');
    unrollAll();
    document.querySelectorAll('.reason:not([open])').forEach((d) => { d.open = true; folded.push(d); });
    upTo = state.upTo;
    state.upTo = Infinity;
    fit(false);
  });
  addEventListener('afterprint', () => {
    document.documentElement.classList.remove('printing');
    rollUp();
    folded.splice(0).forEach((d) => { d.open = false; });
    state.upTo = upTo;
    refit();
  });
}
function fromAddress() {
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch (e) { /* not written by us */ }
  if (!id) deselect();
  else if (stopOf.has(id)) { if (id !== state.selected) select(id, 'key'); }
  else if (!byId(id)) {
    deselect();
    byId('position').textContent = byId('live').textContent = say('no_such_stop', {id: short(id, 60)});
  }
}
