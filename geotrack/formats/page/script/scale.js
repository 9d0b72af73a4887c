/* ---- scale bar and locator ---- */

function drawScale() {
  const y = map.getSize().y / 2, metres = map.distance(map.containerPointToLatLng([0, y]), map.containerPointToLatLng([100, y])) / 100;
  const n = [.5, 1, 2, 5, 10, 20, 50, 100, 200, 250, 500, 1000, 2000, 5000].filter((k) => k * 1000 / metres <= 120).pop() || .5;
  byId('scale').firstElementChild.textContent = say('km', {n: n});
  byId('scale').lastElementChild.style.width = Math.round(n * 1000 / metres) + 'px';
  byId('zoom-in').setAttribute('aria-disabled', String(map.getZoom() >= map.getMaxZoom()));
  byId('zoom-out').setAttribute('aria-disabled', String(map.getZoom() <= map.getMinZoom()));
}
const globeRings = DATA.base.globe ? DATA.base.globe.rings.map((r) => decoded(r).map((p) => [p[1] / DATA.base.globe.scale, p[0] / DATA.base.globe.scale])) : [];
/* an orthographic globe turned to the middle of the map, with the map's frame on it */
function drawGlobe() {
  const g = byId('globe'), size = map.getSize(), centre = map.getCenter();
  g.textContent = '';
  g.classList.toggle('off', map.getZoom() < 4 || size.x < 560 || size.y < 380);
  const f0 = radians(centre.lat), l0 = radians(centre.lng);
  const onto = ([lat, lon]) => {
    const f = radians(lat), l = radians(lon) - l0;
    let x = Math.cos(f) * Math.sin(l), y = Math.cos(f0) * Math.sin(f) - Math.sin(f0) * Math.cos(f) * Math.cos(l);
    const z = Math.sin(f0) * Math.sin(f) + Math.cos(f0) * Math.cos(f) * Math.cos(l);
    if (z < 0) { const h = Math.hypot(x, y) || 1; x /= h; y /= h; }
    return [(x * 40).toFixed(1) + ' ' + (-y * 40).toFixed(1), z >= 0];
  };
  const path = (points) => 'M' + points.map((p) => p[0]).join('L') + 'Z';
  const land = globeRings.map((r) => r.map(onto)).filter((r) => r.some((p) => p[1])).map(path).join('');
  const b = map.getBounds(), w = b.getWest(), e = b.getEast(), s = b.getSouth(), n = b.getNorth(), view = [];
  for (let i = 0; i <= 8; i++) view.push([n, w + (e - w) * i / 8]);
  for (let i = 0; i <= 8; i++) view.push([s, e + (w - e) * i / 8]);
  add(g, svg('circle', {r: 40, class: 'o'}), svg('path', {d: land, class: 'l'}), svg('path', {d: path(view.map(onto)), class: 'v'}));
}
