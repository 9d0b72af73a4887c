/* ---- list ---- */

const item = new Map(), head = new Map(), pin = new Map();
function hover(e, s) {
  const all = (on) => () => [head.get(s.id), pin.get(s.id), ticks.get(s.id)].forEach((x) => x && x.classList.toggle('hov', on));
  e.addEventListener('pointerenter', all(true));
  e.addEventListener('pointerleave', all(false));
}
function quotation(excerpt, tag) {
  const text = document.createDocumentFragment();
  excerpt.parts.forEach(([part, kind]) => add(text, kind === 'p' ? el('mark', '', part) : kind === 'e' ? el('span', 'ev', part) : part));
  return tell(foreign(tag), 'quoted', {text: text});
}
const article = new Map(DATA.articles.map((a) => [a.key, a]));
/* "Article B, “Kim is still in Russia”, 15 Sept. 2023", linked where the article has an address */
function sourceLine(excerpt) {
  const a = article.get(excerpt.article), line = el('p', 'src');
  if (!a) return add(line, WORDS.no_article);
  if (DATA.articles.length > 1) add(line, say('article', {key: a.key}), WORDS.comma);
  add(line, linked(a.url, say('quoted', {text: short(a.title, 46)})));
  if (a.brief) add(line, WORDS.comma, a.brief.replace(/ /g, '\u00a0'));
  if (excerpt.cue) add(line, tell(el('span', 'cue'), 'cue', {words: excerpt.cue}));
  return line;
}
/* a link names its host, as the browser reads the address: a title may look like another's */
function linked(url, text) {
  const a = foreign('a', '', text);
  if (/^https?:\/\//i.test(url)) a.href = url;
  if (!/^https?:$/.test(a.protocol) || !a.host) return foreign('span', '', text);
  a.username = a.password = '';
  a.rel = 'noopener noreferrer';
  a.target = '_blank';
  return add(el('span'), a, ' ', el('span', 'host', '(' + a.host + ')'));
}
/* words of an article have an element of their own and cannot turn ours round */
function facts(s) {
  const where = !s.parent ? s.where : passes(s.parent) ? '' : say('inside', {place: s.parent.place}), rows = [];
  if (where || s.exact) rows.push(add(el('span', 'l3'), [where, s.exact].filter(Boolean).join(WORDS.semicolon)));
  if (s.written) rows.push(tell(el('span', 'l3'), 'written', {name: s.written}));
  if (s.sure < SURE) rows.push(tell(el('span', 'l3 doubt'), 'doubt', {n: Math.round(s.sure * 100)}));
  if (s.dated) rows.push(tell(el('span', 'l3 dated'), 'date_from', {words: s.dated}));
  if (s.ordered) rows.push(tell(el('span', 'l3 dated'), 'order', {words: s.ordered}));
  return rows;
}
function drawStop(s, below) {
  const li = el('li', 'stop ' + colour(s) + ' s-' + s.status + (s.inside.length ? ' has-sub' : ''));
  if (below) li.classList.add('down-' + below.status);
  if (below && below.mode === 'train') li.classList.add('down-train');
  const button = el('button', 'hd'), body = el('div', 'body');
  button.type = 'button';
  add(button, s.number ? el('span', 'sr', say('stop_number', {number: s.number}) + ' ') : null);
  add(button, add(el('span', 'l1'), foreign('span', 'pl', s.place), el('span', 'tag', capital(s.word))), el('span', 'l2' + (s.date ? '' : ' none'), s.date || capital(WORDS.no_date)));
  add(button, ...facts(s));
  button.addEventListener('click', () => select(s.id, 'list'));
  hover(button, s);
  add(body, add(el('h3'), button));
  const quotes = el('ul', 'exs');
  s.excerpts.forEach((e, i) => add(quotes, add(el('li', i ? 'more' : ''), quotation(e, 'blockquote'), sourceLine(e))));
  s.against.forEach((text) => add(quotes, tell(el('li', 'against'), 'against', {words: text})));
  add(body, quotes);
  if (s.excerpts.length > 1) {
    const more = el('button', 'morebtn', say('more_sentences', {n: s.excerpts.length - 1}));
    more.type = 'button';
    /* it goes when the stop is open, so the focus must move on */
    more.addEventListener('click', () => { select(s.id, 'list'); button.focus({preventScroll: true}); });
    add(body, more);
  }
  const inner = s.inside.filter(passes);
  if (inner.length) {
    const sub = el('ol', 'sub');
    inner.forEach((c) => add(sub, drawStop(c)));
    add(body, tell(el('p', 'inside'), 'inside', {place: s.place}), sub);
  }
  const leg = onward(s);
  if (leg) {
    const to = stopOf.get(leg.to), way = el('p', 'lg');
    tell(way, 'to', {km: el('b', '', kilometres(leg.km)), place: to.place});
    add(body, add(way, leg.by ? ' ' + leg.by : leg.status === 'planned' ? WORDS.comma + WORDS.planned : ''));
  }
  item.set(s.id, li);
  head.set(s.id, button);
  return add(li, add(el('div', 'rail'), glyphOf(s, 28)), body);
}
/* the way on from a stop, where it leads to one that is drawn */
const onward = (s) => { const leg = legFrom.get(s.id); return leg && passes(stopOf.get(leg.to)) ? leg : null; };
function drawList() {
  const groups = byId('groups');
  groups.textContent = '';
  item.clear();
  head.clear();
  forgetPieces();
  travellers.forEach((t, i) => {
    const own = stops.filter((s) => s.traveller === i), shown = own.filter(passes), rows = [];
    if (!shown.length) return;
    let way = null;
    shown.filter((s) => !s.parent || !passes(s.parent)).forEach((s) => {
      /* a cancelled stop interrupts the list, not the way */
      if (onward(s) || !way || way.to === s.id) way = onward(s);
      rows.push([s, way]);
    });
    const title = add(el('h2'), glyph(i, 'visited', '', 16), foreign('span', '', t.heading));
    const note = [say('stops', {n: counted(own)}), t.far].filter(Boolean).join(WORDS.semicolon);
    const group = el('section', 'grp t-' + i % COLOURS);
    group.setAttribute('aria-label', t.name);
    add(groups, add(group, title, el('p', '', note), t.also ? el('p', 'also', t.also) : null));
    if (large) drawPieces(group, rows);
    else add(group, add(el('ol'), ...rows.map(([s, below]) => drawStop(s, below))));
  });
}
/* what the list shows of the selection */
function markItem(id) {
  const li = item.get(id), b = head.get(id), on = id === state.selected;
  li.classList.toggle('on', on);
  li.classList.toggle('later', later(stopOf.get(id)));
  if (on) b.setAttribute('aria-current', 'step');
  else b.removeAttribute('aria-current');
}
