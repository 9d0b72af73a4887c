/* ---- appearance: the system's, or the other one ---- */

const dark = matchMedia('(prefers-color-scheme: dark)');
let appearance = 'auto';
function paint() {
  if (appearance === 'auto') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', appearance);
  byId('theme-name').textContent = say('appearance_' + appearance);
}
byId('theme').addEventListener('click', () => {
  appearance = appearance === 'auto' ? (dark.matches ? 'light' : 'dark') : 'auto';
  paint();
});
paint();
