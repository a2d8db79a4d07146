/** How quickly somebody scans. Pure. */

const MINUTE_MS = 60_000
/** The last ten minutes tell how it goes now; a break before them is no part of it. */
const SPAN_MS = 10 * MINUTE_MS
/** Too few to say anything of a pace. */
const LEAST = 5

/**
 * Scans a minute, of the last ten minutes; null where there are too few of them. Never more than were scanned.
 * @param {number[]} times in ms, oldest first
 * @param {number} now_ms
 */
export const rate = (times, now_ms) => {
  const recent = times.filter((at_ms) => now_ms - at_ms <= SPAN_MS)
  if (recent.length < LEAST) return null
  const minutes = Math.max(1, (now_ms - recent[0]) / MINUTE_MS)
  return Math.round((10 * recent.length) / minutes) / 10
}
