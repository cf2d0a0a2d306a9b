import type { Catalogue, HazardAnswer, Layer } from '../data/types';

export interface SiteFlag {
  id: string;
  title: string;
  symbol: string | null;
}

/** Roles of the fields that carry the marks of an emergency site: this and the flag's id. */
const ROLE = 'fits-';

/** The marks emergency sites of this town carry, from the catalogue: its own list of titles, or the titles of the fields. */
export function siteFlags(catalogue: Catalogue): SiteFlag[] {
  if (catalogue.siteFlags && catalogue.siteFlags.length > 0) {
    return catalogue.siteFlags.map(({ id, title, symbol }) => ({ id, title, symbol: symbol ?? null }));
  }
  const found = new Map<string, SiteFlag>();
  for (const field of catalogue.layers.flatMap((layer) => layer.fields)) {
    if (!field.role?.startsWith(ROLE)) continue;
    const id = field.role.slice(ROLE.length);
    // Standard data sets name the column after its group and the mark: what stands behind the line is the mark.
    if (!found.has(id)) found.set(id, { id, title: field.title.replace(/^.*_/, ''), symbol: null });
  }
  return [...found.values()];
}

/** The flag of the worst hazard at a place that sites have a mark for. */
export function flagOfWorst(answer: HazardAnswer, layers: ReadonlyMap<string, Layer>): string | null {
  const worst = [...answer.hazards].sort((a, b) => b.severity - a.severity);
  for (const hazard of worst) {
    const flag = layers.get(hazard.layer)?.hazard?.siteFlag;
    if (flag) return flag;
  }
  return null;
}
