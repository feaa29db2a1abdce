// Puts entry.js and all that it imports into one script: node bundle.mjs FILE
import {build} from 'esbuild';

// MathJax brings a font of its own as the default; only the one that entry.js chooses is wanted.
const oneFont = {
  name: 'one-font',
  setup({onResolve, resolve}) {
    onResolve({filter: /^#default-font\//}, ({path, kind}) =>
      resolve(path.replace('#default-font/', '@mathjax/mathjax-stix2-font/cjs/'), {resolveDir: process.cwd(), kind}));
  },
};

await build({
  entryPoints: ['entry.js'],
  outfile: process.argv[2],
  bundle: true,
  format: 'iife',
  target: 'es2015',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'error',
  banner: {js: 'var globalThis=this;'},
  plugins: [oneFont],
});
