/* ---- list ---- */

const item = new Map(), head = new Map(), pin = new Map();
function hover(e, s) {
  const all = (on) => () => [head.get(s.id), pin.get(s.id)].forEach((x) => x && x.classList.toggle('hov', on));
  e.addEventListener('pointerenter', all(true));
  e.addEventListener('pointerleave', all(false));
}
function quotation(excerpt, tag) {
  const q = foreign(tag);
  add(q, '“');
  excerpt.parts.forEach(([text, kind]) => add(q, kind === 'p' ? el('mark', '', text) : kind === 'e' ? el('span', 'ev', text) : text));
  return add(q, '”');
}
const article = new Map(DATA.articles.map((a) => [a.key, a]));
/* "Article B, “Kim is still in Russia”, 15 September 2023", linked where the article has an address */
function sourceLine(excerpt) {
  const a = article.get(excerpt.article);
  const line = el('p', 'src');
  if (!a) return add(line, 'Article not named');
  add(line, 'Article ' + a.key + ', ');
  const title = '“' + short(a.title, 46) + '”';
  add(line, linked(a.url, title), a.brief ? ', ' + a.brief.replace(/ /g, '\u00a0') : '');
  if (excerpt.cue) add(line, add(el('span', 'cue'), '; read from “', foreign('span', '', excerpt.cue), '”'));
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
/* rows of a class and what it holds; words of an article have an element of their own and cannot turn ours around */
function facts(s) {
  const words = (text) => foreign('span', '', text), where = s.parent ? s.parent.place : s.where;
  const rows = [['l3', s.parent ? 'inside ' : '', where && words(where), where ? '; ' : '', s.exact]];
  if (s.written) rows.push(['l3', 'written as “', words(s.written), '”']);
  if (s.sure < .75) rows.push(['l3 doubt', 'which place is meant is not certain (' + Math.round(s.sure * 100) + ' %)']);
  if (s.dated) rows.push(['l3 dated', 'date read from ', words(s.dated)]);
  if (s.ordered) rows.push(['l3 dated', 'order: ', words(s.ordered)]);
  return rows;
}
function drawStop(s, below) {
  const li = el('li', 'stop ' + colour(s) + ' s-' + s.status + (s.inside.length ? ' has-sub' : ''));
  if (below) li.classList.add('down-' + below.status);
  if (below && below.by === 'by train') li.classList.add('down-train');
  const button = el('button', 'hd'), body = el('div', 'body');
  button.type = 'button';
  add(button, s.number ? el('span', 'sr', 'Stop ' + s.number + ': ') : null);
  add(button, add(el('span', 'l1'), foreign('span', 'pl', s.place), el('span', 'tag', s.word)), el('span', 'l2' + (s.date ? '' : ' none'), s.date || WORDS.noDate));
  facts(s).forEach(([name, ...parts]) => add(button, add(el('span', name), ...parts)));
  button.addEventListener('click', () => select(s.id, 'list'));
  hover(button, s);
  add(body, add(el('h3'), button));
  const quotes = el('ul', 'exs');
  s.excerpts.forEach((e, i) => add(quotes, add(el('li', i ? 'more' : ''), quotation(e, 'blockquote'), sourceLine(e))));
  s.against.forEach((text) => add(quotes, add(el('li', 'against'), el('b', '', 'Disagreement: '), foreign('span', '', text))));
  add(body, quotes);
  if (s.excerpts.length > 1) {
    const more = el('button', 'morebtn', count(s.excerpts.length - 1, 'more sentence'));
    more.type = 'button';
    /* it goes when the stop is open, so the focus must move on */
    more.addEventListener('click', () => { select(s.id, 'list'); button.focus({preventScroll: true}); });
    add(body, more);
  }
  if (s.inside.length) {
    const sub = el('ol', 'sub');
    s.inside.forEach((c) => add(sub, drawStop(c)));
    add(body, add(el('p', 'inside'), 'Inside ', foreign('span', '', s.place)), sub);
  }
  const leg = legFrom.get(s.id);
  if (leg) {
    const to = stopOf.get(leg.to), way = el('p', 'lg');
    add(body, add(way, el('b', '', kilometres(leg.km)), ' to ', foreign('span', '', to.place), leg.by ? ' ' + leg.by : leg.status === 'planned' ? ', planned' : ''));
  }
  item.set(s.id, li);
  head.set(s.id, button);
  return add(li, add(el('div', 'rail'), glyphOf(s, 28)), body);
}
function drawList() {
  const groups = byId('groups');
  groups.textContent = '';
  item.clear();
  head.clear();
  travellers.forEach((t, i) => {
    if (state.traveller >= 0 && state.traveller !== i) return;
    const own = stops.filter((s) => s.traveller === i), list = el('ol');
    let way = null;
    own.filter((s) => !s.parent).forEach((s) => {
      /* a cancelled stop interrupts the list, not the way */
      if (legFrom.get(s.id) || !way || way.to === s.id) way = legFrom.get(s.id) || null;
      add(list, drawStop(s, way));
    });
    const title = add(el('h2'), glyph(i, 'visited', '', 16), foreign('span', '', t.heading));
    const note = [count(own.filter((s) => s.role !== 'origin').length, 'stop'), t.far].filter(Boolean).join('; ');
    const group = el('section', 'grp t-' + i % COLOURS);
    group.setAttribute('aria-label', t.name);
    add(groups, add(group, title, el('p', '', note), t.also ? foreign('p', 'also', t.also) : null, list));
  });
}
function drawChips() {
  const chips = byId('chips');
  const chip = (i, name, n) => {
    const b = el('button');
    b.type = 'button';
    b.dataset.traveller = i;
    add(b, i >= 0 ? glyph(i, 'visited', '', 14) : null, foreign('span', '', short(name, 30)));
    b.setAttribute('aria-label', name + ', ' + count(n, 'stop'));
    b.addEventListener('click', () => filter(i));
    add(chips, b);
  };
  chips.hidden = travellers.length < 2;
  chip(-1, 'All', stops.length);
  travellers.forEach((t, i) => chip(i, t.name, stops.filter((s) => s.traveller === i).length));
}
