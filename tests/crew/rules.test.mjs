/** The table of the gate's rules that the server runs too. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { presence, verdict } from "../../static/crew/rules.js"
import { blank } from "../../static/crew/state.js"
import { cases } from "../cases/cases.mjs"

const ASKED = {
  verdict: ({ scan }) => verdict({ ...scan, state: scan.state && { ...blank(), ...scan.state } }),
  presence: ({ people, now }) => presence(people.map((one) => ({ ...one, state: { ...blank(), ...one.state } })), now),
}

for (const one of cases("crew")) test(one.name, () => assert.deepEqual(ASKED[one.ask](one), one.gives))
