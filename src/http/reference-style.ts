/** Stylesheet of the reference page: no font, picture or script from anywhere. */
export const referenceStyle = `:root {
  color-scheme: light dark;
  --text: #1c2330; --muted: #5b6472; --line: #dde2ea; --panel: #f5f7fa; --accent: #1f4fd8; --page: #fff;
}
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e8ef; --muted: #9aa4b2; --line: #333c4a; --panel: #1b212b; --accent: #8fb0ff; --page: #12161d; }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 60rem; padding: 1.5rem 1.25rem 6rem; color: var(--text); background: var(--page);
  font: 16px/1.75 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
h1 { font-size: 1.7rem; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 3rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
h4 { font-size: .9rem; margin: 1rem 0 .25rem; color: var(--muted); font-weight: 600; }
p { margin: .5rem 0; }
a { color: var(--accent); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
code, pre { font: .86em/1.6 ui-monospace, "SF Mono", Consolas, "Noto Sans Mono CJK SC", monospace; }
code { background: var(--panel); border-radius: 4px; padding: .1em .35em; overflow-wrap: anywhere; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; overflow-x: auto; }
pre code { background: none; padding: 0; }
.method { font-weight: 700; color: var(--accent); margin-right: .5em; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .25rem 0 .75rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
th { font-size: .85rem; color: var(--muted); font-weight: 600; }
td:first-child { white-space: nowrap; }
td:nth-child(2) { min-width: 6.5em; }
td:nth-child(3) { min-width: 11em; }
nav ul { list-style: none; margin: .5rem 0; padding: 0; }
`;
