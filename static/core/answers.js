/**
 * What the phone does with each answer to a push. Pure: the whole decision is one table.
 */

/**
 * What came back. `failed`: no answer at all (no signal, time-out). `ours`: the answer bears SiteOps's mark and is no
 * captive portal's. `retryAfter`: seconds the server asked for.
 * @typedef {{failed: true} | {failed?: false, status: number, ours: boolean, body: any, retryAfter: number|null}} Answer
 */
/** @typedef {{line: number, id: string|null, status: string, seq: number|null, flags: string[]}} Result */
/**
 * @typedef {{act: "settle", results: Result[]} | {act: "captive"} | {act: "sign-in"} | {act: "halve"} | {act: "singly"}
 *   | {act: "park", why: string} | {act: "wait", after: number|null, why: "unreachable"|"busy"}} Action
 */

/** All five mean: durably kept by the server. */
export const KEPT = new Set(["stored", "duplicate", "mismatch", "held", "quarantined"])
/** Answers in the 4xx range that speak of the moment or of this app's age, not of what we sent. */
const PASSING = new Set([408, 425, 426, 429])

/**
 * What to do with a batch after its answer.
 * @param {Answer} answer
 * @param {string[]} ids of the batch's entries, in order
 * @returns {Action}
 */
export const judge = (answer, ids) => {
  if (answer.failed) return { act: "wait", after: null, why: "unreachable" }
  const { status, ours, body, retryAfter } = answer
  if (status >= 500 && status !== 511) return { act: "wait", after: retryAfter, why: "busy" }
  if (PASSING.has(status)) return { act: "wait", after: retryAfter, why: "busy" }
  if (status === 413) return ids.length > 1 ? { act: "halve" } : { act: "park", why: "413" }
  // A portal answers with anything, 401 and 403 too; only the server itself may make us park or ask for a sign-in.
  if (!ours) return { act: "captive" }
  if (status === 401) return { act: "sign-in" }
  if (status >= 400) return ids.length > 1 ? { act: "singly" } : { act: "park", why: reason(status, body) }
  if (status !== 200 || !Array.isArray(body?.results)) return { act: "captive" }
  return settled(body.results, ids)
}

/**
 * The lines that may be deleted: those the server lists as kept, by number, if the id on that line is ours.
 * An answer that lists none of them must not be asked for again at once.
 * @param {Result[]} results
 * @param {string[]} ids
 * @returns {Action}
 */
const settled = (results, ids) => {
  const kept = results.filter(({ line, id, status }) =>
    KEPT.has(status) && ids[line - 1] !== undefined && (id === ids[line - 1] || (id === null && status === "quarantined")))
  return kept.length ? { act: "settle", results: kept } : { act: "wait", after: null, why: "busy" }
}

/**
 * Milliseconds to wait after the `failures`th failure in a row: 1 s doubling to 5 min, jittered down to the half so that
 * 200 phones do not come back in one second. Never sooner than the server asked.
 * @param {number} failures from 1
 * @param {number|null} [after] seconds, of Retry-After
 * @param {number} [chance] between 0 and 1
 */
export const backOff = (failures, after = null, chance = Math.random()) => {
  const full = Math.min(300_000, 1000 * 2 ** (failures - 1))
  return Math.max((after ?? 0) * 1000, full * (0.5 + chance / 2))
}

/**
 * Seconds of a Retry-After header, given as seconds or as a date; null if there is none or it makes no sense.
 * @param {string|null} header
 * @param {number} now milliseconds
 */
export const retryAfter = (header, now) => {
  if (!header) return null
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000
  return Number.isFinite(seconds) ? Math.min(3600, Math.max(0, seconds)) : null
}

/** @param {number} status @param {any} body an RFC 9457 problem, if it is one */
const reason = (status, body) => String(body?.detail ?? body?.title ?? status)
