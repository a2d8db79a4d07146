/** The table of the rules of the show as a whole that the server runs too. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { lapse, leg, silent } from "../../static/dock/rules.js"
import { cases } from "../cases/cases.mjs"

const ASKED = {
  leg: ({ of }) => leg(of),
  lapse: ({ of, then }) => lapse({ place: "dock:3", ...of }, then),
  silent: ({ of, now }) => silent(of.map(([device, seen]) => ({ device, seen })), now).map(({ device }) => device),
}

for (const one of cases("dock")) test(one.name, () => assert.deepEqual(ASKED[one.ask](one), one.gives))
