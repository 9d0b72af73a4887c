/* ---- keys, buttons, resizing, printing ---- */

function listen() {
  byId('previous').addEventListener('click', () => step(-1));
  byId('next').addEventListener('click', () => step(1));
  byId('zoom-in').addEventListener('click', () => zoomBy(1));
  byId('zoom-out').addEventListener('click', () => zoomBy(-1));
  byId('zoom-all').addEventListener('click', () => fit(!calm));
  document.addEventListener('keydown', (e) => {
    if (e.altKey || e.ctrlKey || e.metaKey) return;
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
  map.on('moveend', () => { drawScale(); drawGlobe(); labels(); });
  /* the map's box, not the window: in a frame it may have no size yet when the script runs */
  const box = map.getContainer(), refit = () => { if (fitted.x !== box.clientWidth || fitted.y !== box.clientHeight) { fonts.clear(); fit(false); } };
  let timer;
  new ResizeObserver(() => { clearTimeout(timer); timer = setTimeout(refit, 120); }).observe(box);
  addEventListener('hashchange', fromAddress);
  const folded = [];
  addEventListener('beforeprint', () => {
    document.documentElement.classList.add('printing');
    document.querySelectorAll('details:not([open])').forEach((d) => { d.open = true; folded.push(d); });
    fit(false);
  });
  addEventListener('afterprint', () => {
    document.documentElement.classList.remove('printing');
    folded.splice(0).forEach((d) => { d.open = false; });
    fit(false);
  });
}
function fromAddress() {
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch (e) { /* not written by us */ }
  if (stopOf.has(id) && id !== state.selected) select(id, 'key');
}
