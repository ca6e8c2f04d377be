// Pieces of the pages that training writes: tables, the look, the frame. Pure; runs in Node.

export const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

const row = (cells: string[]) =>
  `<tr><th scope="row">${cells[0]}</th>${cells
    .slice(1)
    .map((cell) => `<td>${cell}</td>`)
    .join('')}</tr>`;

/** The first cell of each row is its heading. Cells are HTML. A table that is too wide can be scrolled by keyboard. */
export const table = (
  caption: string,
  head: string[],
  rows: string[][],
) => `<div role="group" aria-label="${caption}" tabindex="0">
<table><caption>${caption}</caption>
<thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead>
<tbody>
${rows.map(row).join('\n')}
</tbody></table>
</div>`;

/** Follows the colours of the system; nothing is said by colour. */
const STYLE = `body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif;
  background: Canvas; color: CanvasText }
:root { color-scheme: light dark }
[role=group] { overflow-x: auto; margin: 1rem 0 }
table { border-collapse: collapse }
caption { text-align: start; font-weight: 600 }
th, td { border: 1px solid; padding: .25rem .5rem; text-align: start }
img { max-width: 100% }`;

/** A whole page. @param body HTML, from the first heading on */
export const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
