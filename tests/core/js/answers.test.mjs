/** What the phone does with every answer a push can get. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { backOff, judge, retryAfter } from "../../../static/core/answers.js"

const ids = ["a", "b", "c"]
const results = ids.map((id, at) => ({ line: at + 1, id, status: "stored", seq: 7 + at, flags: [] }))
const said = (status, more = {}) => ({ status, ours: true, body: { title: "No" }, retryAfter: null, ...more })
const kept = { head: "1.9", results }

const TABLE = [
  ["no answer at all", { failed: true }, 3, { act: "wait", after: null, why: "unreachable" }],
  ["kept", said(200, { body: kept }), 3, { act: "settle", results }],
  ["a portal's page", said(200, { ours: false, body: null }), 3, { act: "captive" }],
  ["a portal's JSON", said(200, { ours: false, body: kept }), 3, { act: "captive" }],
  ["ours, but without results", said(200, { body: {} }), 3, { act: "captive" }],
  ["another success", said(204, { body: null }), 3, { act: "captive" }],
  ["a redirect we did not follow", said(0, { ours: false, body: null }), 3, { act: "captive" }],
  ["a redirect", said(302, { ours: false, body: null }), 3, { act: "captive" }],
  ["a portal that wants a sign-in", said(511, { ours: false }), 3, { act: "captive" }],
  ["a portal's 401", said(401, { ours: false }), 3, { act: "captive" }],
  ["a portal's 403", said(403, { ours: false }), 1, { act: "captive" }],
  ["sign in", said(401), 3, { act: "sign-in" }],
  ["too large", said(413), 3, { act: "halve" }],
  ["too large, said by the proxy", said(413, { ours: false, body: null }), 2, { act: "halve" }],
  ["one alone too large", said(413), 1, { act: "park", why: "413" }],
  ["refused among others", said(400), 3, { act: "singly" }],
  ["refused alone", said(400, { body: { title: "Bad", detail: "No header" } }), 1, { act: "park", why: "No header" }],
  ["another show's", said(404), 2, { act: "singly" }],
  ["forbidden alone", said(403, { body: null }), 1, { act: "park", why: "403" }],
  ["too many", said(429, { retryAfter: 9 }), 3, { act: "wait", after: 9, why: "busy" }],
  ["took too long", said(408), 1, { act: "wait", after: null, why: "busy" }],
  ["the app is too old", said(426), 1, { act: "wait", after: null, why: "busy" }],
  ["down", said(503, { retryAfter: 3 }), 1, { act: "wait", after: 3, why: "busy" }],
  ["broken", said(500, { ours: false, body: null }), 1, { act: "wait", after: null, why: "busy" }],
]

for (const [name, answer, size, action] of TABLE) {
  test(`an answer to a push: ${name}`, () => assert.deepEqual(judge(answer, ids.slice(0, size)), action))
}

const settled = (...lines) => judge(said(200, { body: { head: "1.9", results: lines } }), ids)

test("all five words of the server mean that it has the entry", () => {
  const statuses = ["stored", "duplicate", "mismatch", "held", "quarantined"]
  for (const status of statuses) assert.equal(settled({ ...results[0], status }).results.length, 1, status)
})

test("only the lines that are listed leave the queue", () => {
  assert.deepEqual(settled(results[2]), { act: "settle", results: [results[2]] })
})

test("a line that names another entry deletes nothing", () => {
  assert.equal(settled({ ...results[0], id: "z" }).act, "wait")
  assert.equal(settled({ ...results[0], line: 4 }).act, "wait")
  assert.equal(settled({ ...results[0], status: "rejected" }).act, "wait")
})

test("a line that the server could not read has no id and is kept all the same", () => {
  assert.equal(settled({ ...results[0], id: null, status: "quarantined" }).act, "settle")
})

test("an answer that lists nothing is not asked for again at once", () => assert.equal(settled().act, "wait"))

test("waiting doubles from one second to five minutes, and never less than asked", () => {
  const full = [1, 2, 3, 8, 9, 10, 60].map((failures) => backOff(failures, null, 1))
  assert.deepEqual(full, [1000, 2000, 4000, 128_000, 256_000, 300_000, 300_000])
  assert.equal(backOff(3, null, 0), 2000)
  assert.equal(backOff(1, 20, 0), 20_000)
})

test("Retry-After is read as seconds or as a date", () => {
  const now = Date.parse("2026-11-22T09:00:00Z")
  assert.equal(retryAfter("7", now), 7)
  assert.equal(retryAfter("Sun, 22 Nov 2026 09:00:30 GMT", now), 30)
  assert.equal(retryAfter("Sun, 22 Nov 2026 08:00:00 GMT", now), 0)
  assert.equal(retryAfter("999999", now), 3600)
  assert.equal(retryAfter("soon", now), null)
  assert.equal(retryAfter(null, now), null)
})
