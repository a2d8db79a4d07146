/** Which readings count as a scan: a camera reads the same label thirty times a second. Pure. */

/**
 * @typedef {object} Rule
 * @property {number} quiet_ms a code that was heard counts again no sooner than this
 * @property {number} look_ms a code unseen for this long comes as a new look; within one look it counts once
 *
 * @typedef {object} Heard
 * @property {number} heard_ms when it last counted
 * @property {number} seen_ms when it was last read
 * @property {boolean} fresh it went out of sight since it last counted
 *
 * @typedef {Record<string, Heard>} Memory by text of the code
 */

/**
 * One look is one scan, however long the phone rests on a label; a second look counts once five seconds have passed.
 * Five seconds and (below) two and a half are what ticket scanners at doors have settled on.
 * @type {Rule}
 */
export const CAMERA = { quiet_ms: 5000, look_ms: 1500 }

/** A hand pulled the trigger: every reading is a new look. @type {Rule} */
export const TRIGGER = { quiet_ms: 2500, look_ms: 0 }

/**
 * Whether this reading counts, and what to remember. Another code counts at once, whatever is muted.
 * @param {Memory} memory
 * @param {string} text
 * @param {number} now_ms of any clock that never goes back
 * @param {Rule} rule
 * @returns {{heard: boolean, memory: Memory}}
 */
export function hear(memory, text, now_ms, rule = CAMERA) {
  const { due, memory: seen } = glance(memory, text, now_ms, rule)
  return { heard: due, memory: due ? mark(seen, text, now_ms) : seen }
}

/**
 * Whether this reading would count, without counting it: of several in one picture somebody has yet to say so.
 * @param {Memory} memory
 * @param {string} text
 * @param {number} now_ms
 * @param {Rule} rule
 * @returns {{due: boolean, memory: Memory}}
 */
export function glance(memory, text, now_ms, rule = CAMERA) {
  const kept = recent(memory, now_ms, rule)
  const last = Object.hasOwn(kept, text) ? kept[text] : null
  if (!last) return { due: true, memory: kept }
  const fresh = last.fresh || now_ms - last.seen_ms >= rule.look_ms
  const due = fresh && now_ms - last.heard_ms >= rule.quiet_ms
  return { due, memory: { ...kept, [text]: { ...last, seen_ms: now_ms, fresh } } }
}

/**
 * The memory once this code has counted.
 * @param {Memory} memory
 * @param {string} text
 * @param {number} now_ms
 * @returns {Memory}
 */
export const mark = (memory, text, now_ms) => ({ ...memory, [text]: { heard_ms: now_ms, seen_ms: now_ms, fresh: false } })

/** @param {Memory} memory @param {number} now_ms @param {Rule} rule @returns {Memory} */
function recent(memory, now_ms, rule) {
  const age_ms = Math.max(rule.quiet_ms, rule.look_ms)
  return Object.fromEntries(Object.entries(memory).filter(([, each]) => now_ms - each.seen_ms < age_ms))
}
