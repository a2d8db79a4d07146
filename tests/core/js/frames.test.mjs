/** What one phone shows, another puts together: in any order, with frames missed and seen twice. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { cut, isFrame, named, packed, read, TooMuch, unpacked } from "../../../static/core/frames.js"
import { MOST, modules, SIZE } from "../../../static/core/qr.js"

const joined = (frames) => Uint8Array.from(frames.toSorted((a, b) => a.at - b.at).flatMap(({ bytes }) => [...bytes]))
const sample = (length) => Uint8Array.from({ length }, (_, at) => (at * 7919 + (at >> 3)) % 256)

for (const length of [0, 1, 2, 397, 398, 399, 5000]) {
  test(`${length} bytes come back from frames in any order`, () => {
    const frames = cut(sample(length), "AB12").map(read)
    assert.deepEqual(joined(frames.toReversed()), sample(length))
    assert.equal(frames[0].count, frames.length)
  })
}

test("every frame fits a code", () => {
  const frames = cut(sample(99_500), "ZZZZ")
  assert.ok(frames.every((frame) => frame.length <= MOST))
  assert.equal(modules(frames[249]).length, SIZE * SIZE)
  assert.throws(() => cut(sample(99_501), "ZZZZ"), TooMuch)
  assert.throws(() => modules("a"), RangeError)
})

test("a text comes back, and is small on the way", async () => {
  const text = Array.from({ length: 100 }, (_, at) => `{"kind":"Moved","subject":"case:${at}","place":"Bühne 🎛"}`).join("\n")
  const small = await packed(text)
  assert.ok(small.length < text.length / 5)
  assert.equal(await unpacked(small), text)
})

test("what is no frame is none", async () => {
  assert.match(named(), /^[0-9A-Z]{4}$/)
  assert.ok(isFrame("SITEOPS/AB12/0/1/"))
  for (const text of ["HTTPS://SITEOPS.EXAMPLE/Q/4YBYT32E", "SO/2024/17"]) assert.ok(!isFrame(text))
  for (const text of ["SITEOPS/AB12/1/1/", "SITEOPS/AB12/0/999/", "SITEOPS/AB/0/1/", "SITEOPS/AB12/0/1/:::", "SITEOPS/AB12/0/1/A", "SITEOPS/AB12/0/1/a"]) {
    assert.equal(read(text), null, text)
  }
  await assert.rejects(unpacked(sample(40)))
  await assert.rejects(unpacked(await packed("x".repeat(5_000_000))), TooMuch)
})
