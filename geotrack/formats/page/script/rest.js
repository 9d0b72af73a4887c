/* ---- places left out, articles, how it was made ---- */

function drawRest() {
  const out = byId('out'), sources = byId('sources'), made = byId('made');
  out.hidden = !DATA.out.length;
  add(out, el('h2', '', 'Named but not visited'), el('p', '', stops.length ? WORDS.outNote : ''));
  DATA.out.forEach((o) => {
    const row = el('details', 'row'), summary = el('summary');
    row.open = DATA.out.length <= 10;
    add(summary, foreign('b', '', o.name), add(el('span', 'why'), foreign('span', '', o.why), o.times > 1 ? ' (' + o.times + '\u00a0times)' : ''));
    add(row, summary);
    if (o.maybe.length) add(row, add(el('p', 'maybe'), 'Could be ', foreign('span', '', o.maybe.join('; or ')), '.'));
    o.excerpts.forEach((e) => add(row, add(el('p', 'said'), quotation(e, 'q'), e.article ? el('span', 'src', ' Article ' + e.article) : null)));
    add(out, row);
  });
  const list = el('ul');
  DATA.articles.forEach((a) => {
    const made = add(el('span'), a.date ? 'Dated ' + a.date : 'No date given', '; file ', foreign('span', '', a.file), '.');
    add(list, add(el('li'), el('b', '', a.key), add(el('div'), add(el('span', 'ttl'), linked(a.url, a.title)), made)));
  });
  add(sources, el('h2', '', 'Articles'), list);
  const dl = el('dl');
  DATA.made.forEach(([name, value]) => add(dl, add(el('div'), el('dt', '', name), foreign('dd', '', value))));
  add(made, el('h2', '', 'How this map was made'), dl, el('p', '', WORDS.credits));
}
