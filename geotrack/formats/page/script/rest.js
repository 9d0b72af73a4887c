/* ---- places left out, articles, how it was made ---- */

const FEW = 12; /* so many places, or fewer, of one reason are open from the start */
function leftOutRow(o) {
  const row = el('details', 'row'), summary = add(el('summary'), foreign('b', '', o.name));
  /* in a group the reason stands above */
  const why = DATA.out.length > FEW && o.why === WORDS[o.reason] ? null : foreign('bdi', '', o.why);
  row.open = DATA.out.length <= FEW;
  add(row, add(summary, add(el('span', 'why'), why, why && ' ', o.times > 1 ? say('times', {n: o.times}) : '')));
  if (o.maybe.length) add(row, add(el('p', 'maybe'), say('could_be', {places: o.maybe.join(WORDS.or)})));
  o.excerpts.forEach((e) => add(row, add(el('p', 'said'), quotation(e, 'q'), e.article && DATA.articles.length > 1 ? el('span', 'src', ' ' + say('article', {key: e.article})) : null)));
  return row;
}
function drawRest() {
  const out = byId('out'), sources = byId('sources'), made = byId('made');
  out.hidden = !DATA.out.length && !stops.length;
  add(out, el('h2', '', WORDS.left_out), el('p', '', DATA.out.length ? (stops.length ? WORDS.left_out_note : '') : WORDS.left_out_none));
  /* many are grouped by reason */
  new Set(DATA.out.map((o) => o.reason)).forEach((reason) => {
    const rows = DATA.out.filter((o) => o.reason === reason);
    if (DATA.out.length <= FEW) return rows.forEach((o) => add(out, leftOutRow(o)));
    const group = el('details', 'reason');
    group.open = rows.length <= FEW || reason === 'unlocated';
    add(group, add(el('summary'), el('h3', '', capital(WORDS[reason])), el('span', 'why', say('places', {n: rows.length}))));
    rows.forEach((o) => add(group, leftOutRow(o)));
    return add(out, group);
  });
  const list = el('ul');
  DATA.articles.forEach((a) => {
    const dated = a.date ? tell(el('span'), 'dated_file', {date: a.date, file: a.file}) : tell(el('span'), 'undated_file', {file: a.file});
    add(list, add(el('li'), DATA.articles.length > 1 ? el('b', '', a.key) : null, add(el('div'), add(el('span', 'ttl'), linked(a.url, a.title)), dated)));
  });
  add(sources, el('h2', '', WORDS.sources), list);
  const dl = el('dl');
  DATA.made.forEach(([name, value]) => add(dl, add(el('div'), el('dt', '', name), foreign('dd', '', value))));
  add(made, el('h2', '', WORDS.made), dl, el('p', '', WORDS.credits));
}
