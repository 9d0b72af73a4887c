/* ---- begin ---- */

drawPatterns();
drawHeading();
soon(drawRest);
if (stops.length) {
  map = window.map_geotrack;
  const panes = new Map();
  paneOf = (name, z) => {
    if (!panes.has(name)) { map.createPane(name).style.zIndex = z; panes.set(name, L.svg({pane: name, padding: .6})); }
    return panes.get(name);
  };
  map.setMaxZoom(11); /* closer, the basemap has nothing to show */
  const box = map.getContainer();
  box.tabIndex = 0;
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', WORDS.map_help);
  map.setMaxBounds([[-84, middle - 215], [84.5, middle + 215]]);
  map.setView([stops[0].at[0], middle], 4, {animate: false});
  map.createPane('labels').style.zIndex = 450;
  map.getPane('labels').appendChild(sheet);
  drawFilters();
  show({traveller: -1}, true);
  byId('live').textContent = '';
  soon(drawBasemap); /* where the map now looks: before, it would be worked out twice */
  listen();
  fromAddress();
} else {
  document.body.classList.add('empty');
}
document.documentElement.setAttribute('data-ready', '1');
soon(() => document.documentElement.setAttribute('data-drawn', '1'));
