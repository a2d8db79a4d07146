/** What phones forecast on days that are over came true, as often as the desk's board: see test_forecast.py. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { booked, outlook, until } from "../../static/board/rules.js"
import { cases } from "../cases/cases.mjs"

const MINUTE_MS = 60_000
const STEP_MS = 5 * MINUTE_MS
/** The share of looks whose range holds the end. */
const PROMISED = 3 / 4

/** Every look at the board, five minutes apart: whether the end lay within the range, null where nothing was forecast. */
const looked = ({ begins, bookings, came }) => {
  const at = (minute) => Date.parse(begins) + minute * MINUTE_MS
  const plan = { booked: booked(bookings.map(([truck, dock, starts, ends]) => ({ truck, dock, starts: at(starts), ends: at(ends) }))),
    due: {}, begins: null, ends: null }
  const trucks = Object.entries(came).map(([truck, minutes]) => ({ truck: Number(truck), times: minutes.map(at) }))
  const times = trucks.flatMap((one) => one.times).sort((one, two) => one - two)
  const [first, end] = [times[0], times[times.length - 1]]
  return Array.from({ length: Math.floor((end - first) / STEP_MS) }, (_, step) => {
    const now = first + step * STEP_MS
    const loads = trucks.map(({ truck, times }) => ({ wanted: { truck, dock: null, zone: null }, total: times.length, done: until(times, now) }))
    const { forecast } = outlook(loads, times.slice(0, until(times, now)), plan, now)
    return forecast && forecast.earliest <= end && end <= forecast.latest
  })
}

for (const name of ["day", "departures"]) {
  test(`the end lies within the range three times out of four: ${name}`, () => {
    const looks = cases(name).slice(1).flatMap(looked).filter((held) => held !== null)
    const held = looks.filter(Boolean)
    console.log(`${name}: ${held.length} of ${looks.length} ranges held the end`)
    assert.ok(held.length > PROMISED * looks.length)
  })
}
