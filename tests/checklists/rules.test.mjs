/** The table of the rules of lists that the server runs too. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { progress, standing } from "../../static/checklists/rules.js"
import { blank } from "../../static/checklists/state.js"
import { cases } from "../cases/cases.mjs"

for (const { name, step, state, load = { total: 0, loaded: 0 }, gives } of cases("checklists")) {
  test(name, () => {
    const one = { step: { id: 1, safety: false, photo: false, auto: null, ...step }, state: { ...blank(), ...state } }
    assert.equal(standing(one.step, one.state, load), gives)
    assert.deepEqual(progress([one, one], load), { done: gives === "done" ? 2 : 0, total: 2 })
  })
}
