/**
 * A burn-up chart as lines in a box: what the plan wanted, what came, what will. As siteops/board/drawing.py draws it. Pure.
 */
import { trace } from "./rules.js"

/** @typedef {import("./rules.js").Curve} Curve */
/** What is drawn. `wanted`: the plan's line, empty without one. `times`: when each case came, in order.
 * @typedef {{wanted: Curve, times: number[], forecast: import("./rules.js").Forecast|null, total: number, at: number}} Course */
/** @typedef {{x: number, at: number, what: "since"|"now"|"plan"|"all"}} Hour */
/** SVG paths, empty where there is nothing to draw. `now`: across the chart. `hours`: those that have room, from the left.
 * @typedef {{plan: string, did: string, will: string, now: number, hours: Hour[]}} Drawing */

/** Room above the lines. */
export const TOP = 12
/** Room below them, for the hours. */
export const FOOT = 24
/** Points of what came, and how near two hours may stand. */
const [STEPS, APART] = [60, 46]
const MINUTE_MS = 60_000

/** The chart in a box of that size. Null while there is nothing to draw. @param {Course} course @param {number} width @param {number} height @returns {Drawing|null} */
export const drawing = (course, width, height) => {
  const { wanted, times, forecast, total, at } = course
  const ends = [...wanted.map(([moment]) => moment), ...times.slice(0, 1)]
  if (!ends.length || !total) return null
  const [since, until] = [Math.min(...ends, at), Math.max(...ends, at, forecast?.latest ?? at)]
  if (until - since < MINUTE_MS) return null
  const x = (/** @type {number} */ moment) => Math.round(width * ((moment - since) / (until - since)))
  const y = (/** @type {number} */ count) => Math.round(height - FOOT - ((height - FOOT - TOP) * count) / total)
  const path = (/** @type {Curve} */ line) => joined(line.map(([moment, count]) => [x(moment), y(count)]))
  const came = trace(times, { since, until: at, steps: STEPS })
  return {
    plan: path(wanted.length ? [...wanted, [until, wanted[wanted.length - 1][1]]] : []), did: path(came),
    will: path(forecast ? [[at, came[came.length - 1][1]], [forecast.at, total]] : []), now: x(at),
    hours: spaced(marks(course, since).map(([moment, what]) => ({ x: x(moment), at: moment, what }))),
  }
}

/** Moments worth an hour, the most telling first. @param {Course} course @param {number} since @returns {[number, Hour["what"]][]} */
const marks = ({ wanted, forecast, at }, since) => [
  [at, "now"], ...(forecast ? [/** @type {[number, "all"]} */ ([forecast.at, "all"])] : []),
  ...(wanted.length ? [/** @type {[number, "plan"]} */ ([wanted[wanted.length - 1][0], "plan"])] : []), [since, "since"],
]

/** Points joined by straight lines; those within a level piece are left out. @param {[number, number][]} points */
const joined = (points) => {
  /** @type {[number, number][]} */
  const kept = []
  for (const point of points) {
    const [before, last] = kept.slice(-2)
    if (last && before[1] === last[1] && last[1] === point[1]) kept.pop()
    kept.push(point)
  }
  return kept.length > 1 ? `M${kept.map(([across, down]) => `${across} ${down}`).join("L")}` : ""
}

/** Those that have room beside the ones before them, from the left. @param {Hour[]} hours */
const spaced = (hours) => {
  /** @type {Hour[]} */
  const kept = []
  for (const one of hours) if (kept.every((other) => Math.abs(one.x - other.x) >= APART)) kept.push(one)
  return kept.sort((one, two) => one.x - two.x)
}
