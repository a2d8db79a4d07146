/** Entries are clean, ordered and small enough before they leave the phone. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { BadValue, batch, clean, fromBytes, lines, mint, MOST_BYTES, position, wellFormed } from "../../../static/core/entry.js"

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const entry = (n, text = "") => ({ id: `e${n}`, device: "d", n, kind: "Noted", v: 1, subject: "incident:x", by: 7, at: "2026", offset: null, body: { text } })
const own = (n, text) => ({ n, entry: entry(n, text) })

test("an id is a UUID, also where the browser cannot make one", () => {
  assert.match(mint(), UUID)
  assert.equal(fromBytes(new Uint8Array(16).fill(255)), "ffffffff-ffff-4fff-bfff-ffffffffffff")
})

test("half an emoji and NUL never leave the phone", () => {
  assert.equal(wellFormed("a\ud83db\0c\ude00"), "a\ufffdbc\ufffd")
  assert.equal(wellFormed("case 😀 ünïcødé"), "case 😀 ünïcødé")
})

test("texts are cleaned however deep they lie, and nothing else changes", () => {
  const dirty = { reason: "wet\0", list: ["\ud83d", { "k\0": 1 }], n: 2 ** 53 - 1, flag: false, none: null, gone: undefined }
  assert.deepEqual(clean(dirty), { reason: "wet", list: ["\ufffd", { k: 1 }], n: 2 ** 53 - 1, flag: false, none: null })
})

test("what no log can hold is our own mistake", () => {
  for (const value of [2 ** 53, NaN, Infinity, () => 1, new Date(0), 1n]) assert.throws(() => clean({ value }), BadValue)
})

test("positions order as text: time, then phone, then counter", () => {
  const at = "2026-11-22T09:42:07.123Z"
  assert.equal(position({ at, device: "d", n: 17 }), `${at}|d|0000000000000017`)
  assert.ok(position({ at, device: "d", n: 9 }) < position({ at, device: "d", n: 10 }))
})

test("a push is a header and one line an entry", () => {
  const text = lines([entry(1), entry(2, "two\nlines")], { device: "d", sentAt: "2026", queued: 5 })
  assert.ok(text.endsWith("\n"))
  const [header, ...rest] = text.trimEnd().split("\n").map((line) => JSON.parse(line))
  assert.deepEqual(header, { protocol: 1, device: "d", sent_at: "2026", queued: 5 })
  assert.deepEqual(rest, [entry(1), entry(2, "two\nlines")])
})

test("a batch has at most a hundred entries and a mebibyte, oldest first", () => {
  const many = Array.from({ length: 250 }, (_, n) => own(n))
  assert.deepEqual(batch(many).map(({ n }) => n), many.slice(0, 100).map(({ n }) => n))
  assert.equal(batch(many, 3).length, 3)
  const long = Array.from({ length: 9 }, (_, n) => own(n, "é".repeat(100_000)))
  const size = new TextEncoder().encode(lines(batch(long).map((one) => one.entry), { device: "d", sentAt: "x", queued: 9 })).length
  assert.ok(size <= MOST_BYTES && size > MOST_BYTES - 300_000, String(size))
})

test("an entry larger than a batch still goes, alone", () => {
  assert.equal(batch([own(1, "x".repeat(2_000_000)), own(2)]).length, 1)
  assert.deepEqual(batch([]), [])
})
