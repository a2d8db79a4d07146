/** Which readings of the camera and of a trigger count as scans. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { CAMERA, TRIGGER, hear } from "../../../static/scan/device/mute.js"

/** Times in ms at which a code is read, and those at which it must count. Thirty readings a second are "a..b". */
const steady = (from, to) => Array.from({ length: Math.ceil((to - from) / 33) }, (_, at) => from + at * 33)

const cases = [
  ["a code counts at once", CAMERA, [[0, "A"]], [0]],
  ["a phone resting on a label counts it once, however long", CAMERA, steady(0, 20_000).map((at) => [at, "A"]), [0]],
  ["another code counts at once while the first is muted", CAMERA, [[0, "A"], [33, "B"]], [0, 33]],
  ["two labels in the picture count once each", CAMERA, steady(0, 9000).map((at, n) => [at, "AB"[n % 2]]), [0, 33]],
  ["a shaky hand is still one look", CAMERA, [0, 1400, 2800, 4200, 5600, 7000].map((at) => [at, "A"]), [0]],
  ["a second look within five seconds counts when they are over", CAMERA,
    [[0, "A"], [3000, "A"], [4000, "A"], [4999, "A"], [5000, "A"], [5033, "A"]], [0, 5000]],
  ["a look after five seconds counts at once", CAMERA, [[0, "A"], [5000, "A"]], [0, 5000]],
  ["the case, the dock, the case again", CAMERA, [[0, "A"], [2000, "dock"], [4000, "A"], [5200, "A"]], [0, 2000, 5200]],
  ["a trigger pulled twice by mistake counts once", TRIGGER, [[0, "A"], [900, "A"]], [0]],
  ["a trigger pulled again counts after two and a half seconds", TRIGGER, [[0, "A"], [2500, "A"]], [0, 2500]],
  ["a name that objects are born with is a code too", CAMERA, [[0, "constructor"], [33, "__proto__"]], [0, 33]],
]

for (const [name, rule, readings, counted] of cases) {
  test(name, () => {
    let memory = {}
    const times = readings.filter(([at, text]) => {
      const answer = hear(memory, text, at, rule)
      memory = answer.memory
      return answer.heard
    })
    assert.deepEqual(times.map(([at]) => at), counted)
  })
}

test("what was heard long ago is forgotten", () => {
  let memory = {}
  for (let at = 0; at < 1000; at++) memory = hear(memory, `code ${at}`, at * 1000).memory
  assert.ok(Object.keys(memory).length <= 6)
})
