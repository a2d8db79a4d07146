/** The phone's clock is put right by the answer that travelled least. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { heard, shortest } from "../../../static/core/clock.js"

test("the shortest way there and back is believed", () => {
  const all = [{ trip: 900, offset: 700 }, { trip: 40, offset: 402 }, { trip: 300, offset: 500 }].reduce(heard, [])
  assert.equal(shortest(all)?.offset, 402)
})

test("only the last ten answers count", () => {
  const all = Array.from({ length: 14 }, (_, n) => ({ trip: 10 + n, offset: 0 })).reduce(heard, [])
  assert.deepEqual(all.map(({ trip }) => trip), [14, 15, 16, 17, 18, 19, 20, 21, 22, 23])
})

test("when somebody sets the phone's clock, what was heard before is forgotten", () => {
  const before = [{ trip: 40, offset: 400 }, { trip: 60, offset: 410 }].reduce(heard, [])
  assert.deepEqual(heard(before, { trip: 500, offset: -3_600_000 }), [{ trip: 500, offset: -3_600_000 }])
})

test("a slow answer that only seems to disagree changes nothing", () => {
  const before = heard([], { trip: 40, offset: 400 })
  assert.equal(shortest(heard(before, { trip: 4000, offset: 2400 }))?.offset, 400)
})
