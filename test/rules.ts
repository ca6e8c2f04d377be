// What should happen to a picture, case by case, from HTML-AAM, ARIA in HTML, accname 1.2 and W3C's ACT rules. Runs in Node.

/**
 * `auto`: may be labelled unasked. `asked`: is described when asked, and never written to. `never`: shows nothing.
 * `left`: never written to; no more is said of it.
 */
export type Expectation = 'auto' | 'asked' | 'never' | 'left';

/** Why it should happen, and the markup. Elements that are spoken of carry data-expect. */
export type Case = [why: string, html: string];

let last = 0;
/** An address of its own for each picture, so that Describe can be asked about it; the labelled ones share theirs. */
const file = (expect: Expectation) => `../pictures/cat.jpg${expect === 'auto' ? '' : `?${++last}`}`;
const sized = (expect: Expectation, attributes = '', size = 'width="300" height="200"') =>
  `<img data-expect="${expect}" src="${file(expect)}" ${size} ${attributes}>`;
const auto = (attributes?: string, size?: string) => sized('auto', attributes, size);
const asked = (attributes?: string, size?: string) => sized('asked', attributes, size);
const never = (attributes?: string, size?: string) => sized('never', attributes, size);
const left = (attributes?: string, size?: string) => sized('left', attributes, size);
const box = (expect: Expectation, attributes: string, content = '', background = `url(${file(expect)})`) =>
  `<div data-expect="${expect}" style="width:300px;height:200px;background:${background}" ${attributes}>${content}</div>`;
const shadow = (light: string, inside: string, mode = 'open') =>
  `<x-box><template shadowrootmode="${mode}">${inside}</template>${light}</x-box>`;

const names: Case[] = [
  ['no alt: the author said nothing', auto()],
  ['alt="" says that it is decoration', asked('alt=""')],
  ['alt without a value is alt=""', asked('alt')],
  ['alt of spaces is how authors silence a picture', asked('alt="  "')],
  ['alt of a no-break space: nothing to hear, but the author wanted it silent', asked('alt="&nbsp;"')],
  ['alt with words', asked('alt="A cat"')],
  ['alt of one letter is a name', asked('alt="x"')],
  ["alt that is a file name is still the author's", asked('alt="IMG_0001.JPG"')],
  ['aria-label with words', asked('aria-label="A cat"')],
  ['an empty aria-label is no name (accname 2C)', auto('aria-label=""')],
  ['nor is one of spaces', auto('aria-label="  " lang="de"')],
  ['aria-label wins over alt="": named', asked('alt="" aria-label="A cat"')],
  ['an empty aria-label leaves alt="" as it was', asked('alt="" aria-label=""')],
  ['title is a name where nothing better is there', asked('title="A cat"')],
  ['an empty title is none', auto('title=""')],
  ['a title of spaces is none', auto('title="  "')],
  ['alt="" with a title: decoration with a tooltip', asked('alt="" title="A cat"')],
  ['aria-labelledby to words', `<p id="n1">Our cat</p>${asked('aria-labelledby="n1"')}`],
  [
    'aria-labelledby to hidden words counts (accname 2A)',
    `<p id="n2" hidden>Our cat</p>${asked('aria-labelledby="n2"')}`,
  ],
  ['aria-labelledby to nothing is ignored', auto('aria-labelledby="nowhere"')],
  ['aria-labelledby to nothing, then alt', asked('aria-labelledby="nowhere" alt="A cat"')],
  ['one of two is there', `<p id="n3">Our cat</p>${asked('aria-labelledby="nowhere n3"')}`],
  ['aria-labelledby to an image that has a name', `${asked('id="n4" alt="Our cat"')}${asked('aria-labelledby="n4"')}`],
  ['aria-labelledby to itself and its alt', asked('id="n5" alt="Our cat" aria-labelledby="n5"')],
  ['a description is no name (ACT 23a2a8)', `<p id="n6">Sleeping</p>${auto('aria-describedby="n6"')}`],
  ['aria-description is no name', auto('aria-description="Sleeping"')],
  ['a figure with a caption', `<figure>${asked()}<figcaption>Our cat</figcaption></figure>`],
  ['a caption for several', `<figure><p>${asked()}${asked()}</p><figcaption>Our cats</figcaption></figure>`],
  [
    'a caption whose words are slotted into it',
    shadow(`<b slot="c">Our cat</b>`, `<figure>${asked()}<figcaption><slot name="c"></slot></figcaption></figure>`),
  ],
  ['an empty caption says nothing', `<figure>${auto()}<figcaption> </figcaption></figure>`],
  ['a figure without one', `<figure>${auto()}</figure>`],
  ['a named figure', `<figure aria-label="Our cat">${asked()}</figure>`],
  ['role=figure is a figure', `<div role="figure" aria-label="Our cat">${asked()}</div>`],
  ['a caption that holds the picture only', `<figure><figcaption>${auto()}</figcaption></figure>`],
  ['a caption outside of figures means nothing', `<div>${auto()}<p>Our cat</p></div>`],
];

const roles: Case[] = [
  ['role="" is no role', auto('role=""')],
  ['role=img', auto('role="img"')],
  ['roles are read without regard to case', auto('role="IMG"')],
  ['role=image is the same role (ARIA 1.3)', auto('role="image"')],
  ['an unknown role is passed over', auto('role="foo"')],
  ['unknown, then img', auto('role="foo img"')],
  ['unknown, then presentation', asked('role="foo presentation"')],
  ['the first known one counts', asked('role="presentation img"')],
  ['img before presentation', auto('role="img presentation"')],
  ['role=none', asked('role="none"')],
  ['role=presentation in odd letters and spaces', asked('role=" PRESENTATION "')],
  ['doc-cover is an image (DPUB-ARIA)', auto('role="doc-cover"')],
  ['a button must be named for what it does', asked('role="button" tabindex="0"')],
  ['unknown, then button', asked('role="foo button" tabindex="0"')],
  ['checkbox before img', asked('role="checkbox img" tabindex="0"')],
  [
    'role=none that can be focused is exposed all the same (ARIA 1.2, presentational conflicts)',
    auto('role="none" tabindex="0"'),
  ],
  ['role=none with a name: named', asked('role="none" aria-label="A cat"')],
  ['role=none with an empty name', asked('role="none" aria-label=""')],
  ['so is role=none with a global attribute', auto('role="none" aria-live="polite"')],
  ['or with a description', `<p id="r1">Sleeping</p>${auto('role="none" aria-describedby="r1"')}`],
  ['alt="" that can be focused', asked('alt="" tabindex="0"')],
  ['alt="" with a description', `<p id="r2">Sleeping</p>${asked('alt="" aria-describedby="r2"')}`],
  ['alt="" stays decoration even with role=img', asked('alt="" role="img"')],
  ['presentation of a parent is not inherited', `<div role="presentation">${auto()}</div>`],
  ['separator is no picture any more', asked('role="separator"')],
];

const hidden: Case[] = [
  ['aria-hidden', asked('aria-hidden="true"')],
  ['aria-hidden around it', `<div aria-hidden="true"><p>${asked()}</p></div>`],
  ['aria-hidden="false" inside cannot undo it', `<div aria-hidden="true">${asked('aria-hidden="false"')}</div>`],
  ['aria-hidden="false"', auto('aria-hidden="false"')],
  ['an empty aria-hidden', auto('aria-hidden=""')],
  ['an aria-hidden that is no value', auto('aria-hidden="yes"')],
  ['inert', asked('inert')],
  ['inert around it', `<div inert><p>${asked()}</p></div>`],
  ['hidden', asked('hidden')],
  ['hidden until found', `<div hidden="until-found">${asked()}</div>`],
  ['display: none', asked('style="display:none"')],
  ['display: none around it', `<div style="display:none">${asked()}</div>`],
  ['display: contents on an image is none', asked('style="display:contents"')],
  ['display: contents around it', `<div style="display:contents">${auto()}</div>`],
  ['visibility: hidden', asked('style="visibility:hidden"')],
  ['visibility: collapse', asked('style="visibility:collapse"')],
  ['visible again inside', `<div style="visibility:hidden">${auto('style="visibility:visible"')}${asked()}</div>`],
  ['opacity 0', asked('style="opacity:0"')],
  ['opacity 0 around it', `<div style="opacity:0">${asked()}</div>`],
  ['half transparent', auto('style="opacity:0.5"')],
  ['closed details', `<details><summary>More</summary>${asked()}</details>`],
  ['open details', `<details open><summary>More</summary>${auto()}</details>`],
  ['content-visibility: hidden', `<div style="content-visibility:hidden">${asked()}</div>`],
  ['content-visibility: auto', `<div style="content-visibility:auto">${auto()}</div>`],
  ['off the screen, where screen readers still are', auto('style="position:absolute;left:-9999px"')],
  ['clipped away, where screen readers still are', auto('style="clip-path:inset(50%)"')],
  ['one pixel for screen readers', never('style="position:absolute;clip-path:inset(50%)"', 'width="1" height="1"')],
  ['a closed popover', `<div popover>${asked()}</div>`],
  ['in a template', `<template>${left()}</template>`],
  ['in noscript', `<noscript>${left()}</noscript>`],
];

const DOT = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const sizes: Case[] = [
  ['150 × 150 is the least', auto('', 'width="150" height="150"')],
  ['149 is below', asked('', 'width="149" height="300"')],
  ['an icon', asked('', 'width="32" height="32"')],
  ['16 is the least that can be asked about', asked('', 'width="16" height="16"')],
  ['15 is a spacer', never('', 'width="15" height="300"')],
  ['five to two is the longest', auto('', 'width="500" height="200"')],
  ['longer is a banner', asked('', 'width="600" height="200"')],
  ['or a column', asked('', 'width="200" height="600"')],
  ['nothing of it is left', never('', 'width="0" height="0"')],
  ['scaled down to an icon', asked('style="transform:scale(0.1)"')],
  ['a spacer GIF stays one at any size', `<img data-expect="left" src="${DOT}" width="300" height="200">`],
  ['no address', '<img data-expect="left" width="300" height="200">'],
  ['an empty address', '<img data-expect="left" src="" width="300" height="200">'],
  ['not found', '<img data-expect="left" src="../pictures/nothing.jpg" width="300" height="200">'],
];

const links: Case[] = [
  ["a link with nothing else: its name can only be the picture's", `<a href="#">${auto()}</a>`],
  ['a link with words says enough', `<a href="#">${asked()} Our cat</a>`],
  ['words beside it in blocks', `<a href="#"><div>${asked()}</div><h3>Our cat</h3></a>`],
  ['words that nobody hears', `<a href="#">${auto()}<b hidden>Our cat</b><i aria-hidden="true">→</i></a>`],
  [
    'words for screen readers only',
    `<a href="#">${asked()}<b style="position:absolute;clip-path:inset(50%)">Our cat</b></a>`,
  ],
  [
    'words from a style sheet',
    `<style>.said::before{content:"Our cat"}</style><a class="said" href="#">${asked()}</a>`,
  ],
  ['a link with aria-label', `<a href="#" aria-label="Our cat">${asked()}</a>`],
  ['a link with an empty aria-label', `<a href="#" aria-label="">${auto()}</a>`],
  ['a link with a title', `<a href="#" title="Our cat">${asked()}</a>`],
  ['a link named by words elsewhere', `<b id="l1">Our cat</b><a href="#" aria-labelledby="l1">${asked()}</a>`],
  ['another picture names the link', `<a href="#">${asked()}${asked('alt="Our cat"')}</a>`],
  ['two without a name', `<a href="#">${auto()}${auto()}</a>`],
  ['an anchor that leads nowhere is no link', `<a>${auto()} Our cat</a>`],
  ['role=link with words', `<div role="link" tabindex="0">${asked()} Our cat</div>`],
  ['a button with words', `<button>${asked()} Buy</button>`],
  ['a button with nothing else', `<button>${auto()}</button>`],
  ['a summary with words', `<details><summary>${asked()} More</summary></details>`],
  ['a label with words', `<label><input type="checkbox">${asked()} Cats</label>`],
  ['an option with words', `<div role="listbox" aria-label="Pets"><div role="option">${asked()} Cats</div></div>`],
  ['a tab with a name', `<div role="tablist"><div role="tab" aria-label="Cats">${asked()}</div></div>`],
  ['words slotted into a link', shadow(`${asked('slot="a"')}`, `<a href="#"><slot name="a"></slot> Our cat</a>`)],
  ['words in the shadow root of a card in a link', `<a href="#">${shadow('', `${asked()}<h3>Our cat</h3>`)}</a>`],
  ['a card in a link with nothing but a picture', `<a href="#">${shadow('', `<style>p{}</style>${auto()}`)}</a>`],
  ['only the picture slotted into a link', shadow(`${auto('slot="a"')}`, `<a href="#"><slot name="a"></slot></a>`)],
];

const kinds: Case[] = [
  [
    'an image button must be named for what it does',
    `<input type="image" data-expect="asked" src="${file('asked')}" width="300" height="200">`,
  ],
  [
    'one with a name',
    `<input type="image" data-expect="asked" src="${file('asked')}" width="300" height="200" alt="Buy">`,
  ],
  [
    'an image map; its areas say where they lead',
    `${auto('usemap="#m"')}<map name="m"><area data-expect="left" href="#" coords="0,0,99,99"></map>`,
  ],
  [
    'an object is another document',
    `<object data-expect="left" type="image/jpeg" data="${file('left')}" width="300" height="200"></object>`,
  ],
  [
    'an object with words to fall back on',
    `<object data-expect="left" data="${file('left')}" width="300" height="200">Our cat</object>`,
  ],
  ['an object that shows what it falls back on', `<object data="../pictures/nothing.jpg">${auto()}</object>`],
  ['an embed', `<embed data-expect="left" type="image/jpeg" src="${file('left')}" width="300" height="200">`],
  ['a drawing', '<svg data-expect="left" width="300" height="200"><circle r="90"/></svg>'],
  [
    'a drawing with a title',
    '<svg data-expect="left" width="300" height="200"><title>A circle</title><circle r="90"/></svg>',
  ],
  ['a drawing with role=img', '<svg role="img" data-expect="left" width="300" height="200"><circle r="90"/></svg>'],
  [
    'a drawing of parts',
    '<svg data-expect="left" width="300" height="200"><symbol id="s"><rect width="9" height="9"/></symbol><use href="#s"/></svg>',
  ],
  [
    'a photograph in a drawing',
    `<svg data-expect="left" width="300" height="200"><image href="${file('left')}" width="300" height="200"/></svg>`,
  ],
  [
    "a picture in a drawing's foreign part",
    `<svg data-expect="left" width="400" height="300"><foreignObject width="400" height="300">${left()}</foreignObject></svg>`,
  ],
  [
    'a drawing as a file',
    `<img data-expect="auto" width="300" height="200" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='300' height='200'%3E%3Crect width='300' height='99' fill='teal'/%3E%3Ccircle r='90' cx='150' cy='99' fill='gold'/%3E%3C/svg%3E">`,
  ],
  ['a canvas', '<canvas data-expect="left" width="300" height="200"></canvas>'],
  ['a canvas with words', '<canvas data-expect="left" width="300" height="200">A chart</canvas>'],
  ['a video', `<video data-expect="left" poster="${file('left')}" width="300" height="200"></video>`],
  ['a background with role=img', box('auto', 'role="img"')],
  ['with role=image', box('auto', 'role="image"')],
  ['with an empty name', box('auto', 'role="img" aria-label=""')],
  ['with a name', box('left', 'role="img" aria-label="A cat"')],
  ['with a title', box('left', 'role="img" title="A cat"')],
  ['with words in it that role=img hides', box('left', 'role="img"', ':-)')],
  ['a colour is no picture', box('left', 'role="img"', '', 'linear-gradient(red,blue)')],
  ['two backgrounds', box('left', 'role="img"', '', `url(${file('left')}),url(${file('left')})`)],
  ['a background without a role is decoration', box('left', '')],
  ['role=img around a picture hides the picture', `<div role="img" data-expect="left">${left()}</div>`],
  ['role=img with a name around a picture', `<div role="img" aria-label="A cat" data-expect="left">${left()}</div>`],
  ['picture and source', `<picture><source srcset="../pictures/cat.jpg">${left().replace('left', 'auto')}</picture>`],
  [
    'srcset',
    '<img data-expect="auto" srcset="../pictures/cat.jpg 1x, ../pictures/coffee.jpg 2x" width="300" height="200">',
  ],
  ['in an editor', `<div contenteditable>${asked()}</div>`],
  ['in a plain-text editor', `<div contenteditable="plaintext-only">${asked()}</div>`],
  [
    'locked inside an editor: it is sent all the same',
    `<div contenteditable><p contenteditable="false">${asked()}</p></div>`,
  ],
  ['contenteditable="false" without an editor', `<div contenteditable="false">${auto()}</div>`],
  ['role=textbox', `<div role="textbox" aria-label="Message">${asked()}</div>`],
  ['in a cell of a table', `<table><tr><td>${auto()}</td><td>Our cat</td></tr></table>`],
];

const shadows: Case[] = [
  ['in an open root', shadow('', auto())],
  ['in a closed root', shadow('', auto(), 'closed')],
  ['decoration in a root', shadow('', left('alt=""'))],
  ['slotted', shadow(auto(), '<slot></slot>')],
  ['not slotted: it is not shown', shadow(asked('slot="nowhere"'), '<slot></slot>')],
  ['slotted into what is hidden from screen readers', shadow(asked(), '<p aria-hidden="true"><slot></slot></p>')],
  ['slotted into a closed root that hides it', shadow(asked(), '<p aria-hidden="true"><slot></slot></p>', 'closed')],
  ['shown where nothing is slotted', shadow('', `<slot>${auto()}</slot>`)],
  ['not shown where something is', shadow('<b>Our cat</b>', `<slot>${left()}</slot>`)],
  ['aria-labelledby does not leave its root', `<b id="h1">Our cat</b>${shadow('', auto('aria-labelledby="h1"'))}`],
  ['but works inside', shadow('', `<b id="h2">Our cat</b>${left('aria-labelledby="h2"')}`)],
  [
    'slotted into a figure with a caption',
    shadow(asked(), '<figure><slot></slot><figcaption>Our cat</figcaption></figure>'),
  ],
  ['two roots deep', shadow('', shadow('', auto()))],
];

const section = ([why, html]: Case) => `<section title="${why.replaceAll('"', "'")}">${html}</section>`;
const srcdoc = (html: string) => `srcdoc="${html.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
const frame = (attributes: string) => `<iframe title="Frame" width="400" height="300" ${attributes}></iframe>`;
const inFrame = (why: string, html: string, attributes = ''): Case => [
  why,
  frame(`${attributes} ${srcdoc(section([why, html]))}`),
];
const FOREIGN = '<img data-expect="left" src="ELSEWHERE/pictures/cat.jpg" width="300" height="200">';
const data = (html: string) => `data:text/html,${encodeURIComponent(html).replaceAll('ELSEWHERE%2F', 'ELSEWHERE/')}`;
const frames: Case[] = [
  inFrame('srcdoc', auto()),
  // Frames without an origin count as public, and these pictures come from this computer: see address-space.ts.
  inFrame('srcdoc in a sandbox must not learn of this computer', left(), 'sandbox'),
  inFrame('srcdoc in a sandbox with scripts', left(), 'sandbox="allow-scripts"'),
  inFrame('decoration in a frame', left('alt=""')),
  inFrame('around a frame within a frame', frame(srcdoc(section(['a frame within a frame', auto()])))),
  [
    "a frame of the page's own making",
    `${frame('id="made"')}<script>made.contentDocument.body.innerHTML = \`${section(["a frame of the page's own making", auto()])}\`</script>`,
  ],
  ['a frame from another origin', frame('src="ELSEWHERE/pages/one.html"')],
  ['a data: frame must not learn of this computer', frame(`src="${data(FOREIGN)}"`)],
  inFrame('a frame that is not shown', left(), 'style="display:none"'),
  inFrame('a frame hidden from screen readers', left(), 'aria-hidden="true"'),
  inFrame('an inert frame', left(), 'inert'),
  ['a frame in an inert part', `<div inert>${inFrame('a frame in an inert part', left())[1]}</div>`],
];

/** Cases that share a page, by its name. */
export const GROUPS: Record<string, Case[]> = { names, roles, hidden, sizes, links, kinds, shadows, frames };

const METHODS = [
  ...['getAttribute', 'hasAttribute', 'attributes', 'matches', 'closest', 'querySelector', 'querySelectorAll'],
  ...['assignedSlot', 'shadowRoot', 'getRootNode', 'children', 'childNodes', 'firstChild', 'nodeType', 'nodeName'],
  ...[
    'localName',
    'tagName',
    'textContent',
    'isContentEditable',
    'isConnected',
    'ownerDocument',
    'id',
    'role',
    'title',
  ],
  ...['getBoundingClientRect', 'checkVisibility', 'contains', 'inert', 'hidden', 'ariaHidden'],
];
const clobberedForm = (names: string[]) =>
  `<form>${names.map((name) => `<input aria-label="${name}" name="${name}">`).join('')}${auto()}</form>`;

/** Cases that need a page for themselves: why, the page and its file type. */
export const PAGES: Record<string, Case> = {
  'design-mode.html': ['a page that is an editor', `${asked()}<script>document.designMode = 'on'</script>`],
  'modal.html': [
    'what lies behind a modal dialog is inert',
    `${asked()}<dialog id="d">${auto()}</dialog><script>d.showModal()</script>`,
  ],
  'dialog.html': ['a dialog that is not modal leaves the rest alone', `${auto()}<dialog open>${auto()}</dialog>`],
  'reflected.html': [
    'named by an element that a script set',
    `<b id="a">Our cat</b>${asked('id="b"')}<script>b.ariaLabelledByElements = [a]</script>`,
  ],
  'clobbered-methods.html': ["form fields that hide the form's own methods", clobberedForm(METHODS)],
  'clobbered-parent.html': [
    "form fields that hide the form's place in the page",
    clobberedForm(['parentNode', 'parentElement']),
  ],
  'clobbered-document.html': [
    "pictures and forms that hide the document's own methods",
    `${auto()}${['querySelectorAll', 'querySelector', 'visibilityState', 'documentElement', 'body', 'designMode', 'activeElement', 'createElement', 'addEventListener', 'elementsFromPoint', 'defaultView', 'location'].map((name) => `<img name="${name}" alt="" src="../pictures/cat.jpg" width="20" height="20">`).join('')}`,
  ],
  'page.xhtml': [
    'XHTML',
    `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>X</title></head><body>${auto()}</body></html>`.replace(
      ' >',
      '/>',
    ),
  ],
  'page.xml': [
    'XML with a picture in it',
    `<doc xmlns:h="http://www.w3.org/1999/xhtml">${auto().replace('<img', '<h:img').replace(' >', '/>')}</doc>`,
  ],
};

/** A page of markup; its script at the end lets the test see into closed roots, as the page's own scripts could. */
export const asPage = (html: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Cases</title><link rel="icon" href="data:,"></head><body>
${html}
<script>
  globalThis.closedRoots = new Map();
  customElements.define('x-box', class extends HTMLElement {
    constructor() {
      super();
      closedRoots.set(this, this.attachInternals().shadowRoot);
    }
  });
</script></body></html>`;

/** Every page, by its name. */
export const RULE_PAGES: Record<string, string> = {
  'one.html': asPage(section(['a frame from another origin', auto()])),
  ...Object.fromEntries(
    Object.entries(GROUPS).map(([name, cases]) => [`${name}-rules.html`, asPage(cases.map(section).join('\n'))]),
  ),
  ...Object.fromEntries(
    Object.entries(PAGES).map(([name, page]) => [name, name.endsWith('.html') ? asPage(section(page)) : page[1]]),
  ),
};
