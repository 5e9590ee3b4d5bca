// nn_core/plots/palette.json as CSS variables: --nn-blue and so on, in light and in dark.

/**
 * @param {Record<string, {light: string, dark: string}>} palette
 * @returns {string} style sheet
 */
export function paletteStyles(palette) {
  const block = (/** @type {"light" | "dark"} */ theme) =>
    `color-scheme:${theme};`
    + Object.entries(palette).map(([name, colour]) => `--nn-${name}:${colour[theme]};`).join("");
  // Who says which theme: the page (data-theme), JupyterLab, VS Code, Colab; else the reader's system.
  const saysDark = ":is(html[data-theme=dark],html[theme=dark],body[data-jp-theme-light=false],body.vscode-dark)";
  const saysNothing = "html:not([data-theme]):not([theme]) body:not([data-jp-theme-light]):not([class*=vscode-])";
  const own = ":is(.nn-figure,.nn-explorable)";
  return `${own}{${block("light")}}\n${saysDark} ${own}{${block("dark")}}\n`
    + `@media (prefers-color-scheme:dark){${saysNothing} ${own}{${block("dark")}}}\n`;
}
