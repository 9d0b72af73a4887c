/* ---- glyphs: shape and colour say who, fill says what happened ---- */

const SHAPE = [
  ['circle', {cx: 14, cy: 14, r: 11}],
  ['rect', {x: 4, y: 4, width: 20, height: 20, rx: 2.5}],
  ['path', {d: 'M14 1.8 24.6 7.9V20.1L14 26.2 3.4 20.1V7.9Z'}],
  ['path', {d: 'M14 .6 27.4 14 14 27.4.6 14Z'}],
  ['path', {d: 'M14 1.6 26 10.4 21.4 24.6H6.6L2 10.4Z'}],
  ['path', {d: 'M9.2 2.5H18.8L25.5 9.2V18.8L18.8 25.5H9.2L2.5 18.8V9.2Z'}],
];
const RING = [
  ['circle', {cx: 14, cy: 14, r: 14.6}],
  ['rect', {x: .2, y: .2, width: 27.6, height: 27.6, rx: 4}],
  ['path', {d: 'M14-2.3 28.1 5.9V22.1L14 30.3-.1 22.1V5.9Z'}],
  ['path', {d: 'M14-4.2 32.2 14 14 32.2-4.2 14Z'}],
  ['path', {d: 'M14-2.8 30 9 24 28.2H4L-2 9Z'}],
  ['path', {d: 'M7.7-1.1H20.3L29.1 7.7V20.3L20.3 29.1H7.7L-1.1 20.3V7.7Z'}],
];
function glyph(traveller, kind, figure, size) {
  const shape = traveller % SHAPES;
  const g = svg('svg', {viewBox: '0 0 28 28', width: size, height: size, class: 'g t-' + traveller % COLOURS + ' s-' + kind, 'aria-hidden': 'true', focusable: 'false'});
  const part = (from, name) => svg(from[shape][0], Object.assign({class: name}, from[shape][1]));
  add(g, part(RING, 'ring'), part(SHAPE, 'bg'), part(SHAPE, 'sh'));
  if (kind === 'start') add(g, svg('circle', {cx: 14, cy: 14, r: 4.5, class: 'dot'}));
  else if (figure) add(g, svg('text', {x: 14, y: shape === 4 ? 19.2 : 18.4, class: figure.length > 2 ? 'n3' : figure.length > 1 ? 'n2' : ''}, figure));
  if (kind === 'cancelled') add(g, svg('circle', {cx: 24, cy: 5, r: 6.5, class: 'xb'}), svg('path', {d: 'M20.8 1.8 27.2 8.2M27.2 1.8 20.8 8.2', class: 'strike'}));
  return g;
}
const glyphOf = (s, size) => glyph(s.traveller, s.kind, s.number, size);
