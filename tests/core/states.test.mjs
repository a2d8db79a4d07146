/** The tables of states that the server's folds run too. */
import assert from "node:assert/strict"
import { test } from "node:test"
import * as checklists from "../../static/checklists/state.js"
import * as code from "../../static/core/bindings.js"
import * as crew from "../../static/crew/state.js"
import * as dock from "../../static/dock/state.js"
import * as gear from "../../static/gear/state.js"
import * as incidents from "../../static/incidents/state.js"
import { LEAST, may, ROLES } from "../../static/core/facts.js"
import { refold } from "../../static/core/fold.js"
import { cases, entries } from "../cases/cases.mjs"

const FOLDS = { case: gear, person: crew, incident: incidents, step: checklists, show: dock, code }

/** A value that throws when somebody changes it. @param {any} value @returns {any} */
const frozen = (value) => {
  if (value && typeof value === "object") Object.values(value).forEach(frozen)
  return Object.freeze(value)
}

for (const [noun, { blank, step }] of Object.entries(FOLDS)) {
  const fold = { blank: () => frozen(blank()), step: (state, entry) => frozen(step(state, entry)) }
  for (const { name, entries: written, state } of cases(`state-${noun}`)) {
    test(`${noun}: ${name}`, () => {
      const made = entries(written)
      assert.deepEqual(refold(fold, made), { ...blank(), ...state })
      assert.deepEqual(refold(fold, [...made].reverse()), { ...blank(), ...state })
    })
  }
  test(`${noun}: a fact we do not know yet changes nothing`, () => {
    if (noun === "code") return
    assert.deepEqual(step(blank(), entries([{ kind: "Levitated", at: "2026-11-22T09:00:00.000Z" }])[0]), blank())
  })
}

test("a phone knows the rights of every kind", () => {
  const [{ least }] = cases("rights")
  assert.deepEqual(LEAST, Object.fromEntries(Object.entries(least).map(([kind, role]) => [kind, ROLES[role]])))
  assert.deepEqual([may("crew", "Released"), may("lead", "Released"), may(null, "Moved"), may("crew", "Moved")], [false, true, false, true])
})
