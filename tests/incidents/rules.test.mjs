/** The table of the rules of incidents that the server runs too. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { calls, inOrder, isOpen, preset } from "../../static/incidents/rules.js"
import { blank } from "../../static/incidents/state.js"
import { cases } from "../cases/cases.mjs"

const stated = (state) => ({ ...blank(), ...state })
const ASKED = {
  kind: (kind) => [preset(kind), calls(kind)],
  order: (known) => inOrder(Object.entries(known).map(([key, one]) => ({ key, state: stated(one) }))).map(({ key }) => key),
  open: (state) => isOpen(stated(state)),
}

for (const { name, ask, of, gives } of cases("incidents")) test(name, () => assert.deepEqual(ASKED[ask](of), gives))
