/* ---- pieces: the list of a large journey. Only the pieces near what is seen are in the page, so its search finds no
   others; from the keyboard and in print they are all there ---- */

const PIECE = 10, MARGIN = 900; /* stops in a piece; pixels above and below the view */
const PRINTED = 5000; /* stops that go to paper; the file holds the rest */
const pieces = [], pieceOf = new Map();
let watcher = null, printing = false;
const beside = matchMedia('(min-width:900px)');

function forgetPieces() {
  if (watcher) watcher.disconnect();
  pieces.length = 0;
  pieceOf.clear();
}
function drawPieces(group, rows) {
  if (!pieces.length) watch();
  for (let k = 0; k < rows.length; k += PIECE) {
    const piece = {list: el('ol', 'piece'), rows: rows.slice(k, k + PIECE), first: k, of: rows.length, filled: false};
    piece.list.style.setProperty('--n', piece.rows.length);
    piece.list.ariaHidden = 'true'; /* a screen reader need not know of an empty list */
    piece.list.piece = piece;
    piece.rows.forEach(([s]) => { pieceOf.set(s, piece); s.inside.forEach((c) => pieceOf.set(c, piece)); });
    pieces.push(piece);
    add(group, piece.list);
    if (pieces.length === 1) fill(piece);
    watcher.observe(piece.list);
  }
}
function watch() {
  watcher = new IntersectionObserver((seen) => seen.forEach((entry) => {
    const piece = entry.target.piece;
    if (entry.isIntersecting) fill(piece);
    else if (!printing && piece.filled && !piece.list.contains(document.activeElement)) empty(piece);
  }), {root: beside.matches ? byId('list') : null, rootMargin: MARGIN + 'px 0px'});
}
function fill(piece) {
  if (piece.filled) return;
  piece.filled = true;
  piece.list.classList.add('filled');
  piece.list.ariaHidden = null;
  piece.rows.forEach(([s, below], i) => {
    const li = drawStop(s, below);
    li.setAttribute('aria-posinset', piece.first + i + 1);
    li.setAttribute('aria-setsize', piece.of);
    add(piece.list, li);
    [s].concat(s.inside).forEach((c) => markItem(c.id));
  });
}
function empty(piece) {
  piece.list.style.setProperty('--h', piece.list.offsetHeight + 'px');
  piece.filled = false;
  piece.list.classList.remove('filled');
  piece.list.ariaHidden = 'true';
  piece.list.textContent = '';
  piece.rows.forEach(([s]) => [s].concat(s.inside).forEach((c) => { item.delete(c.id); head.delete(c.id); }));
}
/* the piece that a stop is in */
function unroll(s) {
  if (pieceOf.has(s)) fill(pieceOf.get(s));
}
function unrollAll() {
  if (!large) return;
  printing = true;
  let left = PRINTED;
  pieces.forEach((piece) => { if (left > 0) fill(piece); left -= piece.rows.length; });
  if (left < 0) add(byId('groups'), el('p', 'cut', say('cut', {n: PRINTED})));
}
function rollUp() {
  printing = false;
  document.querySelectorAll('.cut').forEach((p) => p.remove());
  if (!watcher) return;
  watcher.disconnect();
  pieces.forEach((piece) => watcher.observe(piece.list)); /* tells at once which are in view, and empties the others */
}
beside.addEventListener('change', () => { if (watcher && pieces.length) { watcher.disconnect(); watch(); pieces.forEach((piece) => watcher.observe(piece.list)); } });
