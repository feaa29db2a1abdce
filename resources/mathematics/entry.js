// What Qt's JavaScript engine runs: `typeset(tex, display)` gives {svg, error}, of which one is empty.
import './engine.js';
import {mathjax} from '@mathjax/src/cjs/mathjax.js';
import {liteAdaptor} from '@mathjax/src/cjs/adaptors/liteAdaptor.js';
import {RegisterHTMLHandler} from '@mathjax/src/cjs/handlers/html.js';
import {TeX} from '@mathjax/src/cjs/input/tex.js';
import '@mathjax/src/cjs/input/tex/base/BaseConfiguration.js';
import '@mathjax/src/cjs/input/tex/ams/AmsConfiguration.js';
import '@mathjax/src/cjs/input/tex/boldsymbol/BoldsymbolConfiguration.js';
import '@mathjax/src/cjs/input/tex/color/ColorConfiguration.js';
import '@mathjax/src/cjs/input/tex/configmacros/ConfigMacrosConfiguration.js';
import '@mathjax/src/cjs/input/tex/textmacros/TextMacrosConfiguration.js';
import '@mathjax/src/cjs/input/tex/unicode/UnicodeConfiguration.js';
import {SVG} from '@mathjax/src/cjs/output/svg.js';
import {MathJaxStix2Font} from '@mathjax/mathjax-stix2-font/cjs/svg.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/accents.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/arrows.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/calligraphic.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/double-struck.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/fraktur.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/greek.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/latin.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/math.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/monospace.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/sans-serif.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/script.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/stretchy.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/symbols.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/symbols-other.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/upright.js';
import '@mathjax/mathjax-stix2-font/cjs/svg/dynamic/variants.js';

// Parts of the font that are not in the bundle would be waited for; without them their characters become <text>.
const parts = MathJaxStix2Font.dynamicFiles;
const nowhere = {defineChars() {}, defineDelimiters() {}};
for (const name of Object.keys(parts)) {
  parts[name].setup(nowhere);
  if (parts[name].failed) delete parts[name];
}

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
const output = new SVG({fontData: MathJaxStix2Font, fontCache: 'none', linebreaks: {inline: false}});
for (const part of Object.values(parts)) part.setup(output.font);
// No \newcommand: a definition in one label must not change the next formula.
const input = new TeX({
  packages: ['base', 'ams', 'boldsymbol', 'color', 'configmacros', 'textmacros', 'unicode'],
  macros: {
    argmax: '\\operatorname*{argmax}',
    argmin: '\\operatorname*{argmin}',
    bm: ['\\boldsymbol{#1}', 1],
  },
  formatError(jax, error) {
    throw error;
  },
});
const page = mathjax.document('', {InputJax: input, OutputJax: output});

// The source of every part, which nobody reads here and which is not escaped: "a < b" would be no XML.
const sources = / data-latex(-item)?="[^"]*"/g;

globalThis.typeset = (tex, display) => {
  try {
    const box = page.convert(tex, {display, em: 16, ex: 8, containerWidth: 1e6});
    return {svg: adaptor.innerHTML(box).replace(sources, ''), error: ''};
  } catch (error) {
    return {svg: '', error: String((error && error.message) || error)};
  }
};
