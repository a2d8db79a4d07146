/**
 * What should have come by now, how quickly things come, and when all will be there, as siteops/board/rules.py says it.
 * Pure. Instants are milliseconds since 1970.
 */

/** Where the plan wants cases. @typedef {{truck: number|null, dock: number|null, zone: number|null}} Wanted */
/** A dock's booking of the leg. @typedef {{truck: number|null, dock: number, starts: number, ends: number}} Booking */
/** @typedef {[starts: number, ends: number]} Span */
/** When one leg is planned. `booked`: see there. `due`: by reference, full by then. `begins`, `ends`: of its phase, null: not planned.
 * @typedef {{booked: Record<string, Span[]>, due: Record<string, number>, begins: number|null, ends: number|null}} Plan */
/** Cases that the plan wants alike, and how many of them have come. @typedef {{wanted: Wanted, total: number, done: number}} Load */
/** How many came in the last while, of a long pause no more than `STUCK_MS`. @typedef {{cases: number, over_ms: number}} Recent */
/** When all will have come, and between when it is likely to be. @typedef {{at: number, earliest: number, latest: number}} Forecast */
/** How many cases the plan wants by when: points in order of time, straight lines between. @typedef {[at: number, count: number][]} Curve */
/**
 * How a place stands against the plan; each null where nothing can be said. `planned`: cases that should have come.
 * `ahead_ms`: of the plan, behind it below zero.
 * @typedef {{planned: number|null, ahead_ms: number|null, recent: Recent|null, forecast: Forecast|null}} Outlook
 */

const MINUTE_MS = 60_000
/** A pace is that of so many cases, about a truck: of fewer it leaps at every look, of more it learns too late. */
const ENOUGH = 60
/** How far back they are looked for at most, where cases come slowly. */
const RECENT_MS = 120 * MINUTE_MS
/** Fewer cases than that are no pace: a forecast from them would be a guess. */
const FEWEST = 5
/** How far a forecast reaches to both sides, in the root of the count: the end lies within it three times out of four. */
const SPREAD = 1.5
/** A case that stands halfway, or a place where nothing comes, for longer is worth a walk. */
export const STUCK_MS = 20 * MINUTE_MS
/** Nobody on a dock plans finer than this. */
export const ON_PLAN_MS = 5 * MINUTE_MS
/** Behind by more than this, the next truck waits; and no truck is counted on to keep its booking better. */
const LATE_MS = 20 * MINUTE_MS
/** @type {Record<string, string>} */
const HALFWAY = { in: "arrived", out: "packed" }
/** Sums of shares are not exact. */
const TINY = 1e-6

/**
 * A place (or a department, or the show) at a moment. `times`: when each of its cases came, in order.
 * @param {Load[]} loads
 * @param {number[]} times
 * @param {Plan} plan
 * @param {number} at
 * @returns {Outlook}
 */
export const outlook = (loads, times, plan, at) => {
  const wanted = curve(loads, plan)
  const done = sum(loads, (one) => one.done)
  const pace = recent(times, at)
  const full = done >= sum(loads, (one) => one.total)
  return {
    planned: wanted.length ? planned(wanted, at) : null, ahead_ms: full ? null : ahead(wanted, done, at), recent: pace,
    forecast: full || !pace ? null : forecast(pace, waiting(loads, plan), at),
  }
}

/** @template T @param {T[]} all @param {(one: T) => number} figure */
const sum = (all, figure) => all.reduce((found, one) => found + figure(one), 0)

/** When docks are booked: for a truck (`truck:2`), at a dock for anybody (`dock:3`), for nobody named (`free:3`). @param {Booking[]} bookings @returns {Record<string, Span[]>} */
export const booked = (bookings) => {
  /** @type {Record<string, Span[]>} */
  const found = {}
  for (const { truck, dock, starts, ends } of bookings) {
    for (const ref of [`dock:${dock}`, truck === null ? `free:${dock}` : `truck:${truck}`]) (found[ref] ??= []).push([starts, ends])
  }
  return found
}

/**
 * When cases should come: at the bookings of their truck, else of their dock; without any, from the beginning of the
 * phase until their truck, zone or dock is due, else until the phase ends. Empty where the plan does not say.
 * @param {Wanted} wanted
 * @param {Plan} plan
 * @returns {Span[]}
 */
export const spans = ({ truck, dock, zone }, plan) => {
  const at = (truck === null ? [`dock:${dock}`] : [`truck:${truck}`, `free:${dock}`]).find((ref) => ref in plan.booked)
  if (at !== undefined) return plan.booked[at]
  const { begins } = plan
  if (begins === null) return []
  const dues = [`truck:${truck}`, `zone:${zone}`, `dock:${dock}`].map((ref) => plan.due[ref])
  const end = [...dues, plan.ends ?? undefined].find((one) => one !== undefined && one > begins)
  return end === undefined ? [] : [[begins, end]]
}

/** How many cases the plan wants by when. Empty where it does not say so of each. @param {Load[]} loads @param {Plan} plan @returns {Curve} */
export const curve = (loads, plan) => {
  /** @type {Map<number, number>} */
  const bends = new Map()
  const bend = (/** @type {number} */ at, /** @type {number} */ by) => bends.set(at, (bends.get(at) ?? 0) + by)
  for (const { wanted, total } of loads) {
    const times = spans(wanted, plan)
    if (!times.length) return []
    const whole_ms = sum(times, ([starts, ends]) => ends - starts)
    for (const [starts, ends] of times) {
      bend(starts, total / whole_ms)
      bend(ends, -total / whole_ms)
    }
  }
  return drawn(bends)
}

/** The line that bends so, by cases a millisecond, at those moments. @param {Map<number, number>} bends @returns {Curve} */
const drawn = (bends) => {
  /** @type {Curve} */
  const points = []
  let [level, slope, before] = [0, 0, 0]
  for (const [at, by] of [...bends].sort(([one], [two]) => one - two)) {
    level += slope * (at - before)
    points.push([at, level])
    slope += by
    before = at
  }
  return points
}

/** How many cases should have come. @param {Curve} wanted @param {number} at */
export const planned = (wanted, at) => {
  const after = wanted.findIndex(([moment]) => moment > at)
  if (after < 1) return after === 0 || !wanted.length ? 0 : wanted[wanted.length - 1][1]
  const [[since, low], [until, high]] = [wanted[after - 1], wanted[after]]
  return low + (high - low) * ((at - since) / (until - since))
}

/**
 * How long before its time this many have come; below zero: how long after. Null without a plan, or before it.
 * @param {Curve} wanted
 * @param {number} done
 * @param {number} at
 */
export const ahead = (wanted, done, at) => {
  if (!wanted.length || (!done && at <= wanted[0][0])) return null
  const first = reached(wanted, done, ([, count]) => count >= done - TINY)
  const last = reached(wanted, done, ([, count]) => count > done + TINY)
  return at < first ? first - at : at > last ? last - at : 0
}

/**
 * When the plan reaches a count, in the first piece of the line whose end is far enough; its end if none is.
 * @param {Curve} wanted
 * @param {number} count
 * @param {(end: [number, number]) => boolean} enough
 */
const reached = (wanted, count, enough) => {
  const piece = wanted.findIndex((point, index) => index > 0 && enough(point))
  if (piece < 0) return wanted[wanted.length - 1][0]
  const [[since, low], [until, high]] = [wanted[piece - 1], wanted[piece]]
  return since + (until - since) * Math.min(1, Math.max(0, (count - low) / Math.max(high - low, TINY)))
}

/** How many of some instants, given in order, are not after a moment. @param {number[]} times @param {number} at */
export const until = (times, at) => {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (times[middle] <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** The present pace. Null if too few came lately to call it one. @param {number[]} times @param {number} at @returns {Recent|null} */
export const recent = (times, at) => {
  const now = until(times, at)
  const last = times.slice(Math.max(now - ENOUGH, until(times, at - RECENT_MS)), now)
  if (last.length < FEWEST) return null
  const worked = last.reduce((found, moment, index) => found + Math.min((last[index + 1] ?? at) - moment, STUCK_MS), 0)
  return { cases: last.length, over_ms: Math.max(worked, MINUTE_MS) }
}

/** Cases a minute. @param {Recent} pace */
export const perMinute = ({ cases, over_ms }) => cases / (over_ms / MINUTE_MS)

/** How many are still to come, and from when they can; null: at any time. @param {Load[]} loads @param {Plan} plan @returns {[number|null, number][]} */
export const waiting = (loads, plan) => loads.filter(({ total, done }) => total > done).map(({ wanted, total, done }) => {
  const times = spans(wanted, plan)
  return [times.length ? Math.min(...times.map(([starts]) => starts)) : null, total - done]
})

/**
 * When all that is left will have come at a pace.
 * `left`: how many may come from when. What is booked for later comes then, however quick we are; the range lets it
 * come `LATE_MS` before or after.
 * @param {Recent} pace
 * @param {[since: number|null, count: number][]} left
 * @param {number} at
 * @returns {Forecast}
 */
export const forecast = (pace, left, at) => {
  const rows = left.map(([since, count]) => ({ since: since ?? at, count })).sort((one, two) => one.since - two.since)
  const emptied = (/** @type {number} */ luck) => {
    const come = (Math.sqrt(pace.cases) + luck * SPREAD) ** 2
    return rows.reduce((end, { since, count }) =>
      Math.max(end, since > at ? since - luck * LATE_MS : at) + (count * pace.over_ms) / come, at)
  }
  return { at: emptied(0), earliest: emptied(1), latest: emptied(-1) }
}

/**
 * How many had come at evenly spaced moments: what a chart draws.
 * @param {number[]} times
 * @param {{since: number, until: number, steps: number}} over
 * @returns {Curve}
 */
export const trace = (times, { since, until: end, steps }) => Array.from({ length: steps + 1 }, (_, step) => {
  const at = since + (end - since) * (step / steps)
  return [at, until(times, at)]
})

/**
 * Whether a case has stood halfway too long: not moved since `before`, which is `STUCK_MS` ago. Instants as text.
 * @param {string} leg
 * @param {string} rung
 * @param {string|null} since
 * @param {string} before
 */
export const isStuck = (leg, rung, since, before) => rung === HALFWAY[leg] && since !== null && since < before

/** For how long nothing came where more should; null if something did, or it has not begun. @param {number[]} times @param {number} left @param {number} at */
export const stalled = (times, left, at) => {
  const now = until(times, at)
  const quiet = now && left ? at - times[now - 1] : 0
  return quiet > STUCK_MS ? quiet : null
}

/** How loud a place is: ok, warn, stop; idle where the plan does not say. @param {Outlook} how @param {boolean} full @returns {import("../core/screen.js").Tone} */
export const toneOf = ({ ahead_ms }, full) => {
  if (full) return "ok"
  if (ahead_ms === null) return "idle"
  return ahead_ms < -LATE_MS ? "stop" : ahead_ms < -ON_PLAN_MS ? "warn" : "ok"
}
