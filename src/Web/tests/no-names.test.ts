import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Kinds as the presets name them, and ids that layers of a town commonly have. */
const kinds = readdirSync(here('../../../data/presets')).filter((name) => name.endsWith('.json'))
  .map((name) => (JSON.parse(readFileSync(here(`../../../data/presets/${name}`), 'utf8')) as { id: string }).id);
const sampleLayers = ['parcels', 'roads', 'buildings', 'emergency-sites', 'shelters', 'flood', 'districts', 'addresses', 'hydrants', 'toilets', 'facilities', 'land_register'];

const FOLDERS = ['look', 'offline', 'public', 'embed', 'staff', 'pages', 'map', 'data', 'ui', 'i18n'];

function sources(folder: string): string[] {
  return readdirSync(here(`../${folder}`), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(`${folder}/${entry.name}`) : /\.(ts|json|html)$/.test(entry.name) ? [`${folder}/${entry.name}`] : []);
}

/** A name stands in the code when it is a whole string of its own, or when it is too odd a word to be there by chance. */
function names(source: string, id: string): boolean {
  // A role that a field plays may be called as a kind is.
  source = source.replaceAll(/\brole === '[\w-]+'/g, '');
  if (source.includes(`'${id}'`) || source.includes(`"${id}"`) || source.includes(`\`${id}\``)) return true;
  return id.includes('-') && new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(source);
}

test('the front end names no kind and no layer: everything comes from the catalogue', () => {
  expect(kinds.length).toBeGreaterThan(20);
  const files = FOLDERS.flatMap(sources);
  expect(files.length).toBeGreaterThan(30);
  const found = files.flatMap((file) => {
    const source = readFileSync(here(`../${file}`), 'utf8');
    return [...kinds, ...sampleLayers].filter((id) => names(source, id)).map((id) => `${file} names ${id}`);
  });
  expect(found).toEqual([]);
});

test('the check would see a name', () => {
  expect(names("if (layer.kind === 'parcel') {", 'parcel')).toBe(true);
  expect(names('const address = 1;', 'address')).toBe(false);
  expect(names('// not for flood-depth', 'flood-depth')).toBe(true);
});

test('the front end speaks to no host', () => {
  const found = FOLDERS.flatMap(sources).filter((file) => {
    const source = readFileSync(here(`../${file}`), 'utf8').replaceAll('http://www.w3.org/2000/svg', '');
    return /["'`(]\s*(https?:)?\/\/[a-z0-9]/i.test(source);
  });
  expect(found).toEqual([]);
});
