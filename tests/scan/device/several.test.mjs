/** Which pictures show a stack of cases, and which of them one case among others. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { LAPSE_MS, LINGER_MS, NONE, add, isOpen, without } from "../../../static/scan/device/several.js"

/** Looks as [ms, letters of the codes in the picture]; what is in the stack after them, and which were taken for it. */
const cases = [
  ["one label is no stack", [[0, "A"]], "", [false]],
  ["two cases side by side are no stack", [[0, "AB"], [60, "AB"]], "", [false, false]],
  ["three in one picture are one", [[0, "ABC"]], "ABC", [true]],
  ["labels that come into the picture join it", [[0, "ABC"], [60, "BCD"], [120, "DE"]], "ABCDE", [true, true, true]],
  ["a blurred look loses none", [[0, "ABC"], [60, ""], [120, "C"]], "ABC", [true, true, true]],
  ["one label aimed at after a while is a scan of its own", [[0, "ABC"], [LINGER_MS, "D"]], "ABC", [true, false]],
  ["a stack nobody looks at lapses", [[0, "ABC"], [LAPSE_MS + 1, "D"]], "", [true, false]],
  ["a name that objects are born with is a code too", [[0, ["__proto__", "constructor", "A"]]], ["A", "__proto__", "constructor"], [true]],
]

for (const [name, looks, codes, taken] of cases) {
  test(name, () => {
    let stack = NONE
    const answers = looks.map(([now_ms, texts]) => {
      const answer = add(stack, [...texts].map((text) => ({ text, format: "QRCode", corners: [] })), now_ms)
      stack = answer.stack
      return answer.taken
    })
    assert.deepEqual(Object.keys(stack.seen).sort(), [...codes])
    assert.deepEqual(answers, taken)
    assert.equal(isOpen(stack), codes.length > 0)
  })
}

test("what was scanned by itself is no longer in the stack", () => {
  const { stack } = add(NONE, [..."ABC"].map((text) => ({ text, format: "QRCode", corners: [] })), 0)
  assert.deepEqual(Object.keys(without(stack, "B").seen), ["A", "C"])
})
