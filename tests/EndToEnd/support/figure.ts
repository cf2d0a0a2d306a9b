/** Tells a measured figure; `./gis test --only EndToEnd` prints it beside the results. Figures are told, not judged by time: machines differ. */
export function figure(text: string): void {
  console.log(`figure: ${text}`);
}
