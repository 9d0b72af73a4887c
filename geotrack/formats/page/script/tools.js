/* ---- small tools ---- */

const DATA = JSON.parse(document.getElementById('data').textContent);
const SVG = 'http://www.w3.org/2000/svg';
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
const byId = (id) => document.getElementById(id);

function el(tag, className, text) {
  const e = document.createElement(tag);
  if (className) e.className = className;
  if (text != null) e.textContent = text;
  return e;
}
function svg(tag, attributes, text) {
  const e = document.createElementNS(SVG, tag);
  for (const k of Object.keys(attributes || {})) e.setAttribute(k, attributes[k]);
  if (text != null) e.textContent = text;
  return e;
}
function add(parent) {
  for (let i = 1; i < arguments.length; i++) {
    const child = arguments[i];
    if (child != null && child !== '') parent.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  }
  return parent;
}
/* an element whose text may run in either direction without disturbing its neighbours */
function foreign(tag, className, text) {
  const e = el(tag, className, text == null ? text : closed(text));
  e.dir = 'auto';
  return e;
}
const radians = (d) => d * Math.PI / 180;
/* a text of at most n characters, cut between words where there are any */
function short(text, n) {
  const letters = Array.from(text);
  if (letters.length <= n) return text;
  const cut = letters.slice(0, n - 1).join(''), space = cut.lastIndexOf(' ');
  return (space > n / 2 ? cut.slice(0, space) : cut) + '…';
}
