/** The table of cases that the server reads too: what a scanned or typed text means. */
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { hashed, read, spaced } from "../../static/core/codes.js"

const cases = JSON.parse(readFileSync(new URL("../cases/codes.json", import.meta.url), "utf8"))

for (const { name, text, kind, value } of cases) {
  test(`a phone reads ${name} as the server does`, () => {
    const reading = read(text)
    assert.deepEqual([reading.kind, reading.value], [kind, value])
  })
}

test("what was typed is kept beside the code it may be", () => {
  assert.equal(read(" BW-KH-0123\n").text, "BW-KH-0123")
})

test("a very long text is read at once", () => {
  for (const text of ["q/".repeat(200_000), "/".repeat(400_000), "-".repeat(400_000)]) assert.equal(read(text).kind, "text")
})

test("a badge has the hash that the server sends", async () => {
  assert.equal(await hashed("3FHQ81TCW5XQGZ90"), "#196647444ed98544fed0f2ee2f438e00")
  assert.equal(spaced("3FHQ81TC"), "3FHQ 81TC")
})
