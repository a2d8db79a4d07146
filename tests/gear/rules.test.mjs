/** The table of gear's rules that the server runs too. */
import assert from "node:assert/strict"
import { test } from "node:test"
import * as counts from "../../static/gear/counts.js"
import * as found from "../../static/gear/findings.js"
import * as rules from "../../static/gear/rules.js"
import { blank } from "../../static/gear/state.js"
import { cases } from "../cases/cases.mjs"

const [{ site: base }, ...table] = cases("gear")
const PLANNED = { truck: null, dock: null, zone: null, inside: null, owner: null, listed: 1, sort: null }
const ZERO = { total: 0, arrived: 0, placed: 0, packed: 0, loaded: 0 }

const siteOf = ({ states = {}, leg = "in", phase = "load-in", closed = [] }) => {
  const rows = new Map(base.cases.map((one) => [one.id, { ...PLANNED, ...one, listed: one.listed === false ? 0 : 1 }]))
  const places = new Map(base.places.map((one) => [one.id, { dock: null, owner: null, ...one }]))
  return {
    cases: () => [...rows.values()], case: (id) => rows.get(id), place: (id) => places.get(id),
    state: (id) => ({ ...blank(), ...states[id] }), leg, phase, closed,
  }
}

const ASKED = {
  ...rules, ...counts, ...found,
  tally: (site) => Object.fromEntries(counts.tally(site)),
  lacking: (ref, site) => counts.lacking(ref, site).map(({ id }) => id),
  answers: (one, name, state) => found.answers(one, name, { ...blank(), ...state }).map(({ kind, body }) => [kind, body]),
  pace: (count, ...rest) => counts.pace({ ...ZERO, ...count }, ...rest),
}

for (const { name, ask, of, gives, ...given } of table) {
  test(name, () => assert.deepEqual(ASKED[ask](...of, siteOf(given)), gives))
}

test("an answer that nobody offered is refused", () => {
  assert.throws(() => found.answers({ key: "held:case:1", kind: "held" }, "stays", blank()), RangeError)
})
