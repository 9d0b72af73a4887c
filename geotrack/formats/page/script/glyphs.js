/* ---- glyphs: shape and colour say who, fill says what happened ---- */

/* corners, clockwise; the circle is drawn as one */
const SHAPE = [null,
  [[4, 4], [24, 4], [24, 24], [4, 24]],
  [[14, 1.8], [24.6, 7.9], [24.6, 20.1], [14, 26.2], [3.4, 20.1], [3.4, 7.9]],
  [[14, .6], [27.4, 14], [14, 27.4], [.6, 14]],
  [[14, 1.6], [26, 10.4], [21.4, 24.6], [6.6, 24.6], [2, 10.4]],
  [[9.2, 2.5], [18.8, 2.5], [25.5, 9.2], [25.5, 18.8], [18.8, 25.5], [9.2, 25.5], [2.5, 18.8], [2.5, 9.2]],
];
const RING = [null,
  [[.4, .4], [27.6, .4], [27.6, 27.6], [.4, 27.6]],
  [[14, -2.3], [28.1, 5.9], [28.1, 22.1], [14, 30.3], [-.1, 22.1], [-.1, 5.9]],
  [[14, -4.2], [32.2, 14], [14, 32.2], [-4.2, 14]],
  [[14, -2.8], [30, 9], [24, 28.2], [4, 28.2], [-2, 9]],
  [[7.7, -1.1], [20.3, -1.1], [29.1, 7.7], [29.1, 20.3], [20.3, 29.1], [7.7, 29.1], [-1.1, 20.3], [-1.1, 7.7]],
];
/* the outline of a shape, pulled apart in the middle so that it is wider by so many pixels */
function outline(corners, radius, wider) {
  if (!corners) return 'M14 ' + (14 - radius) + 'h' + wider + 'a' + radius + ' ' + radius + ' 0 0 1 0 ' + 2 * radius + 'h' + -wider + 'a' + radius + ' ' + radius + ' 0 0 1 0 ' + -2 * radius + 'Z';
  const at = [].concat(...corners.map(([x, y]) => x !== 14 || !wider ? [[x > 14 ? x + wider : x, y]] : y < 14 ? [[x, y], [x + wider, y]] : [[x + wider, y], [x, y]]));
  return 'M' + at.map((p) => p.join(' ')).join('L') + 'Z';
}
/* `figure` is what stands in it; `size` its height in pixels; `more.wider` makes it wider, `more.doubt` marks a place that is not certain */
function glyph(traveller, kind, figure, size, more) {
  const shape = traveller % SHAPES, wider = more && more.wider || 0, doubt = more && more.doubt;
  const g = svg('svg', {viewBox: '0 0 ' + (28 + wider) + ' 28', width: size * (28 + wider) / 28, height: size, class: 'g t-' + traveller % COLOURS + ' s-' + kind + (doubt ? ' doubt' : ''), 'aria-hidden': 'true', focusable: 'false'});
  add(g, svg('path', {class: 'ring', d: outline(RING[shape], 14.6, wider)}), svg('path', {class: 'bg', d: outline(SHAPE[shape], 11, wider)}), svg('path', {class: 'sh', d: outline(SHAPE[shape], 11, wider)}));
  if (kind === 'start') add(g, svg('circle', {cx: 14 + wider / 2, cy: 14, r: 4.5, class: 'dot'}));
  else if (figure) add(g, svg('text', {x: 14 + wider / 2, y: shape === 4 ? 19.2 : 18.4, class: wider ? 'nn' : figure.length > 2 ? 'n3' : figure.length > 1 ? 'n2' : ''}, figure));
  if (kind === 'cancelled') add(g, svg('circle', {cx: 24 + wider, cy: 5, r: 6.5, class: 'xb'}), svg('path', {d: 'M' + (20.8 + wider) + ' 1.8l6.4 6.4m0-6.4-6.4 6.4', class: 'strike'}));
  else if (doubt) add(g, svg('circle', {cx: 24.5 + wider, cy: 4.5, r: 6.2, class: 'xb'}), svg('text', {x: 24.5 + wider, y: 8.8, class: 'ask'}, '?'));
  return g;
}
/* below this the place of a stop is drawn as not certain, and the list says so */
const SURE = .75;
const glyphOf = (s, size) => glyph(s.traveller, s.kind, s.number, size, {doubt: s.sure < SURE});
/* the width of the figures in a marker, in pixels of its full size */
const figures = new Map();
function figureWidth(text) {
  if (!figures.has(text)) {
    canvas.font = '600 12.5px ' + font('stop').family;
    figures.set(text, canvas.measureText(text).width);
  }
  return figures.get(text);
}
const badgeSize = (n) => n < 10 ? 30 : n < 100 ? 34 : n < 1000 ? 40 : 46;
/* how many stops share a marker, and in the ring how they are divided among the travellers */
function badge(list) {
  const size = badgeSize(list.length), r = size / 2 - 3, round = 2 * Math.PI * r, n = list.length;
  const g = svg('svg', {viewBox: [-size / 2, -size / 2, size, size].join(' '), width: size, height: size, class: 'g badge', 'aria-hidden': 'true', focusable: 'false'});
  const whose = new Map();
  list.forEach((s) => whose.set(s.traveller, (whose.get(s.traveller) || 0) + 1));
  const shares = Array.from(whose).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 6);
  let gone = 0;
  add(g, svg('circle', {r: size / 2 + 1, class: 'ring'}), svg('circle', {r: r, class: 'bg'}), svg('circle', {r: r, class: 'share others'}));
  shares.forEach(([t, k]) => {
    add(g, svg('circle', {r: r, class: 'share t-' + t % COLOURS, 'stroke-dasharray': (round * k / n).toFixed(1) + ' ' + round.toFixed(1), 'stroke-dashoffset': (-round * gone / n).toFixed(1), transform: 'rotate(-90)'}));
    gone += k;
  });
  return add(g, svg('text', {y: 4.5, class: n > 999 ? 'n3' : ''}, n > 999 ? (n / 1000).toFixed(1) + 'k' : String(n)));
}
