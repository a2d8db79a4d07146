/** The table of the board's rules that the server runs too. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { drawing } from "../../static/board/drawing.js"
import * as rules from "../../static/board/rules.js"
import { cases } from "../cases/cases.mjs"

const [{ plan: base }, ...table] = cases("board")
const WANTED = { truck: null, dock: null, zone: null }
const MINUTE_MS = 60_000

/** A value of the table with its instants in ms. */
const read = (value) => {
  if (typeof value === "string" && value.endsWith("Z")) return Date.parse(value)
  if (Array.isArray(value)) return value.map(read)
  return value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, read(one)])) : value
}
const text = (at) => new Date(at).toISOString()
const planOf = (given) => {
  const { bookings = [], ...rest } = read(given)
  return { booked: rules.booked(bookings), due: {}, begins: null, ends: null, ...rest }
}
const loads = (given) => given.map((one) => ({ done: 0, ...one, wanted: { ...WANTED, ...one.wanted } }))
const round = (value) => value === null ? null : Math.round(value * 1000) / 1000 + 0
const minutes = (span) => span === null ? null : round(span / MINUTE_MS)
const pace = (found) => found && [found.cases, minutes(found.over_ms)]
const line = (found) => found.map(([at, count]) => [at, round(count)])

const ends = (given) => given && { at: given[0], earliest: given[1], latest: given[2] }

const ASKED = {
  drawing: (given, width, height) => {
    const found = drawing({ ...given, forecast: ends(given.forecast) }, width, height)
    return found && { ...found, hours: found.hours.map(({ x, at, what }) => [x, at, what]) }
  },
  spans: (wanted, plan) => rules.spans({ ...WANTED, ...wanted }, plan),
  curve: (given, plan) => line(rules.curve(loads(given), plan)),
  planned: (wanted, at) => round(rules.planned(wanted, at)),
  ahead: (wanted, done, at) => minutes(rules.ahead(wanted, done, at)),
  recent: (times, at) => pace(rules.recent(times, at)),
  forecast: (times, left, at) => {
    const recent = rules.recent(times, at)
    const found = recent && rules.forecast(recent, left, at)
    return found && [found.at, found.earliest, found.latest]
  },
  trace: (times, since, until, steps) => line(rules.trace(times, { since, until, steps })),
  stuck: (leg, rung, since, before) => rules.isStuck(leg, rung, text(since), text(before)),
  stalled: (times, left, at) => minutes(rules.stalled(times, left, at)),
  tone: (ahead, full) => rules.toneOf({ planned: null, ahead_ms: ahead && ahead * MINUTE_MS, recent: null, forecast: null }, full),
  outlook: (given, times, at, plan) => {
    const found = rules.outlook(loads(given), times, plan, at)
    return { planned: round(found.planned), ahead: minutes(found.ahead_ms), recent: pace(found.recent), forecast: found.forecast && found.forecast.at }
  },
}

for (const { name, ask, of, gives, plan = base } of table) {
  test(name, () => assert.deepEqual(ASKED[ask](...read(of), planOf(plan)), read(gives)))
}
