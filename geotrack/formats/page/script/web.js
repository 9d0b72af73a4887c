/* ---- the web: the legs of a large journey, on canvas; over them the way of the selected traveller ---- */

const Web = L.Canvas.extend({
  options: {pane: 'web', padding: .2},
  _draw: function () { if (this.looks) paintWeb(this._ctx, this._bounds, this.looks); },
});
let web = null, webs = 0, chosen = [], woven = '';
function drawWeb() {
  const mine = ++webs;
  soon(() => { if (mine === webs) weave(shownLegs()); });
}
function weave(list) {
  const lane = lanes(list, (s) => s.at.join()), looks = new Map();
  list.forEach((leg, nth) => {
    const to = stopOf.get(leg.to), look = to.traveller + ' ' + leg.status;
    if (!looks.has(look)) looks.set(look, {traveller: to.traveller, status: leg.status, ways: []});
    waysBetween(stopOf.get(leg.from).at, to.at).forEach(([a, b]) => {
      const ends = circle(a, b);
      looks.get(look).ways.push({to: to, ends: ends, line: ends.map((p) => inPixels(p, 0)), km: leg.km, lane: lane[nth]});
    });
  });
  if (!web) {
    map.createPane('web').style.zIndex = 390;
    web = new Web().addTo(map);
    /* a canvas knows no style sheet: it is painted anew where that has other colours */
    new MutationObserver(() => web._redraw()).observe(document.documentElement, {attributes: true, attributeFilter: ['data-theme']});
    ['(prefers-color-scheme: dark)', 'print'].forEach((query) => matchMedia(query).addEventListener('change', () => web._redraw()));
  }
  web.looks = Array.from(looks.values());
  web._redraw();
  markWeb();
}
function paintWeb(context, frame, looks) {
  const scale = Math.pow(2, map.getZoom()), o = map.getPixelOrigin(), probe = add(map.getContainer(), el('i')).lastChild;
  context.lineWidth = 1.1;
  /* the more legs, the fainter each: where many run together they add up */
  context.globalAlpha = Math.max(.16, Math.min(.7, 900 / looks.reduce((n, look) => n + look.ways.length, 0)));
  looks.forEach((look) => {
    probe.className = 't-' + look.traveller % COLOURS;
    context.strokeStyle = getComputedStyle(probe).getPropertyValue('--t');
    context.setLineDash(look.status === 'planned' ? [5, 4] : []);
    look.ways.forEach((w) => { if (!later(w.to)) threaded(w, scale, o, frame, context); });
  });
  probe.remove();
}
/* one leg, in layer points; nothing where it is out of the frame or too short to be seen */
function threaded(w, scale, o, frame, context) {
  const {line, km, lane} = w, last = line.length - 1, ax = line[0].x * scale - o.x, ay = line[0].y * scale - o.y, bx = line[last].x * scale - o.x, by = line[last].y * scale - o.y;
  const dx = bx - ax, dy = by - ay, length = Math.hypot(dx, dy), bow = bulge(length, km, lane), rim = last > 1 ? length : bow, side = length && bow / length;
  if (length < 2 || Math.max(ax, bx) + rim < frame.min.x || Math.min(ax, bx) - rim > frame.max.x || Math.max(ay, by) + rim < frame.min.y || Math.min(ay, by) - rim > frame.max.y) return;
  context.beginPath();
  context.moveTo(ax, ay);
  if (last === 1) context.quadraticCurveTo((ax + bx) / 2 + 2 * dy * side, (ay + by) / 2 - 2 * dx * side, bx, by);
  else {
    for (let i = 1; i <= last; i++) {
      const t = i / last, s = 4 * t * (1 - t) * side;
      context.lineTo(line[i].x * scale - o.x + dy * s, line[i].y * scale - o.y - dx * s);
    }
  }
  context.stroke();
}
/* the selected traveller's way stands out, and the leg into the selected stop most of all */
function markWeb() {
  if (!web) return;
  const s = stopOf.get(state.selected), reached = web.looks.reduce((n, look) => n + look.ways.filter((w) => !later(w.to)).length, 0);
  if (woven !== reached) { if (woven !== '') web._redraw(); woven = reached; }
  map.getContainer().classList.toggle('one', !!s);
  chosen.splice(0).forEach((l) => l.remove());
  if (!s) return;
  const over = Object.assign({renderer: paneOf('legs', 400)}, LINE), leg = legInto.get(s.id);
  const draw = (name, how) => chosen.push(new Way([[-85, -999], [85, 999]], Object.assign({className: name, draw: how}, over)).addTo(map));
  web.looks.filter((look) => look.traveller === s.traveller).forEach((look) => draw('leg thread ' + colour(s) + ' s-' + look.status, (write) =>
    look.ways.filter((w) => !later(w.to)).map((w) => 'M' + bent(w.ends, w.km, w.lane).map(write).join('L')).join('') || 'M0 0'));
  if (!leg) return;
  [].concat(...web.looks.map((look) => look.ways)).filter((w) => w.to === s).forEach((w) => {
    const curve = () => bent(w.ends, w.km, w.lane), path = (write) => 'M' + curve().map(write).join('L');
    draw('case', path);
    draw('leg on ' + colour(s) + ' s-' + leg.status, path);
    draw('head ' + colour(s), (write) => arrow(curve(), w.lane, write));
    outlined(chosen[chosen.length - 1]);
  });
}
