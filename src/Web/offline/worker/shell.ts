/** Files of the built pages that the store needs; the build writes them here. */
export interface Shell {
  /** Changes whenever the pages do. */
  version: string;
  /** What pages that the server makes need. */
  pages: string[];
  /** What the map's page needs, without the words of languages. */
  map: string[];
  /** The file with the words of a language, by its id. */
  languages: Record<string, string>;
}

declare const __SHELL__: Shell;

export const shell: Shell = __SHELL__;
