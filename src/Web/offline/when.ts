/** When something was stored, as people say it: day and time, the year only when it is another; nothing for a time that is none. */
export function when(at: Date, lang: string, now = new Date()): string {
  if (Number.isNaN(at.getTime())) return '';
  return new Intl.DateTimeFormat(lang, {
    ...(at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }), month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit',
  }).format(at);
}

/** A size in megabytes, never zero. */
export const megabytes = (bytes: number): string => `${Math.max(0.1, bytes / 1e6).toFixed(1)} MB`;
