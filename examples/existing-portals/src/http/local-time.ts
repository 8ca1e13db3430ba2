/** Times as Chinese administration systems write them: without a zone, and meant in that of Beijing (UTC+8, no summer time). */

const eightHoursMs = 8 * 3_600_000

/** `2026-03-02 09:00:00` */
export const localTime = (ms: number): string =>
  new Date(ms + eightHoursMs).toISOString().slice(0, 19).replace('T', ' ')
