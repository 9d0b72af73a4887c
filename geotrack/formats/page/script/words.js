/* ---- words: those of the table, their gaps filled ---- */

const WORDS = DATA.words, LANGUAGE = WORDS.language, plural = new Intl.PluralRules(LANGUAGE);
const numeral = (n) => n.toLocaleString(LANGUAGE);
const capital = (text) => text.charAt(0).toLocaleUpperCase(LANGUAGE) + text.slice(1);
/* a text that ends no isolate but its own: ends that it did not begin, which would end ours, get a beginning */
function closed(text) {
  let depth = 0, strays = 0;
  for (const c of text.match(/[\u2066-\u2069]/g) || []) {
    depth += c === '\u2069' ? -1 : 1;
    if (depth < 0) { strays++; depth = 0; }
  }
  return '\u2068'.repeat(strays) + text;
}
const RUNS_LEFT = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/* a text between marks that keep it from turning its neighbours round, if it could */
const isolated = (text) => RUNS_LEFT.test(text) ? '\u2068' + closed(text) + '\u2069' : text;

function pattern(key, gaps) {
  const entry = WORDS[key];
  return typeof entry === 'string' ? entry : entry[plural.select(gaps.n)] || entry.other;
}
/* as a string */
function say(key, gaps) {
  return pattern(key, gaps).replace(/\{(\w+)\}/g, (_, name) => typeof gaps[name] === 'number' ? numeral(gaps[name]) : isolated(gaps[name]));
}
/* as nodes in an element; a gap may be filled with a node */
function tell(parent, key, gaps) {
  pattern(key, gaps).split(/\{(\w+)\}/).forEach((part, i) => {
    const filling = i % 2 ? gaps[part] : part;
    add(parent, typeof filling === 'number' ? numeral(filling) : i % 2 && typeof filling === 'string' ? foreign('bdi', '', filling) : filling);
  });
  return parent;
}
const listed = (words) => words.filter(Boolean).map(isolated).join(WORDS.comma);
const kilometres = (d) => say('km', {n: d >= 100 ? Math.round(d / 10) * 10 : Math.round(d)});
