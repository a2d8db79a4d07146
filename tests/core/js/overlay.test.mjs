/** What a phone shows: the server's row and its own entries, none twice, none missing, undo by reference. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { position } from "../../../static/core/entry.js"
import { counted } from "../../../static/core/fold.js"
import { seen } from "../../../static/core/overlay.js"

/** A fold small enough to see through: where a case is, and every place it has been. */
const fold = {
  blank: () => ({ place: null, been: [] }),
  step: (state, { kind, body }) =>
    (kind === "Moved" ? { ...state, place: body.place, been: [...state.been, body.place] } : state),
}
const at = (minute) => `2026-11-22T09:${String(minute).padStart(2, "0")}:00.000Z`
const fact = (n, kind, body, { device = "me", id = `${device}${n}` } = {}) =>
  ({ id, kind, subject: "case:1", by: 7, at: at(n), device, n, body })
const moved = (n, place, more) => fact(n, "Moved", { place }, more)
const undone = (n, entry, more) => fact(n, "Undone", { entry }, more)
const told = (...entries) => entries.reduce(fold.step, fold.blank())
const row = (...entries) => ({ key: "1", ...told(...entries), pos: position(entries.at(-1)), gone: 0 })
const fresh = (entry) => ({ entry, absorbed: false, before: null })
const past = (entry, ...earlier) => ({ entry, absorbed: true, before: earlier.length ? told(...earlier) : null })
const place = (...given) => seen(...given).state.place

test("what waits on the phone counts at once", () => {
  assert.equal(place(undefined, [fresh(moved(1, "dock:1"))], fold), "dock:1")
  assert.equal(place(row(moved(1, "dock:1")), [fresh(moved(2, "zone:7"))], fold), "zone:7")
})

test("what the server's row already contains is not counted twice", () => {
  const state = seen(row(moved(1, "dock:1")), [past(moved(1, "dock:1"))], fold).state
  assert.deepEqual(state.been, ["dock:1"])
})

test("a late entry of ours does not put the case back", () => {
  const others = moved(5, "zone:7", { device: "them" })
  assert.equal(place(row(others), [fresh(moved(2, "dock:1"))], fold), "zone:7")
})

test("entries count in the order they happened, not in that of the list", () => {
  const mine = [fresh(moved(3, "c")), fresh(moved(1, "a")), fresh(moved(2, "b"))]
  assert.deepEqual(seen(undefined, mine, fold).state.been, ["a", "b", "c"])
})

test("an undo on the phone takes back what still waits there", () => {
  const mine = [fresh(moved(1, "a")), fresh(moved(2, "b")), fresh(undone(3, "me2"))]
  assert.equal(place(undefined, mine, fold), "a")
})

test("an undo can be undone", () => {
  const mine = [fresh(moved(1, "a")), fresh(moved(2, "b")), fresh(undone(3, "me2")), fresh(undone(4, "me3"))]
  assert.equal(place(undefined, mine, fold), "b")
})

test("an undo reaches into the server's row by the image kept with the entry", () => {
  const [a, b] = [moved(1, "a"), moved(2, "b")]
  const mine = [past(a), past(b, a), fresh(undone(3, "me2"))]
  assert.deepEqual(seen(row(a, b), mine, fold), { state: told(a), sure: true })
})

test("an entry whose time the server set back is still ours", () => {
  const [a, b] = [moved(1, "a"), moved(2, "b")]
  const set_back = { ...row(a, b), pos: position({ ...b, at: at(1) }) }
  assert.deepEqual(seen(set_back, [past(a), past(b, a), fresh(undone(3, "me2"))], fold), { state: told(a), sure: true })
})

test("what we did after the undone entry stays", () => {
  const [a, b, c, d] = [moved(1, "a"), moved(2, "b"), moved(3, "c"), moved(4, "d")]
  const mine = [past(a), past(b, a), past(c, a, b), fresh(d), fresh(undone(5, "me2"))]
  assert.deepEqual(seen(row(a, b, c), mine, fold).state.been, ["a", "c", "d"])
})

test("undoing an undo that the server has brings the entry back", () => {
  const [a, b, u] = [moved(1, "a"), moved(2, "b"), undone(3, "me2")]
  const mine = [past(a), past(b, a), past(u, a, b), fresh(undone(4, "me3"))]
  assert.equal(place({ ...row(a), pos: position(u) }, mine, fold), "b")
})

test("the server's row counts the undo once it has it", () => {
  const [a, b, u] = [moved(1, "a"), moved(2, "b"), undone(3, "me2")]
  const mine = [past(a), past(b, a), past(u, a, b)]
  assert.equal(place({ ...row(a), pos: position(u) }, mine, fold), "a")
})

test("where others came after the undone entry, the phone does not guess", () => {
  const [a, b] = [moved(1, "a"), moved(2, "b")]
  const theirs = moved(3, "c", { device: "them" })
  const mine = [past(a), past(b, a), fresh(undone(4, "me2"))]
  assert.deepEqual(seen(row(a, b, theirs), mine, fold), { state: row(a, b, theirs), sure: false })
  const known = seen(row(a, b, theirs), mine, fold, [a, b, theirs])
  assert.deepEqual([known.state.been, known.sure], [["a", "c"], true])
})

test("somebody else's entry is undone by history", () => {
  const [a, theirs] = [moved(1, "a"), moved(2, "b", { device: "them" })]
  const mine = [past(a), fresh(undone(3, "them2"))]
  assert.equal(seen(row(a, theirs), mine, fold).sure, false)
  assert.equal(place(row(a, theirs), mine, fold, [a, theirs]), "a")
})

test("a lead's decision closes a finding, whatever the noun", () => {
  const decided = fact(2, "Decided", { finding: "two_places:x", choice: "moved" })
  assert.deepEqual(seen(row(moved(1, "a")), [fresh(decided)], fold).state.decided, { "two_places:x": "moved" })
})

test("undos that lead back to themselves never count", () => {
  const circle = [moved(1, "a"), undone(2, "me3"), undone(3, "me2"), undone(4, "me1")]
  assert.deepEqual(counted(circle), new Set(["me4"]))
})

test("a chain of undos needs no clock", () => {
  const chain = [undone(1, "me2"), undone(2, "me9"), moved(9, "a")]
  assert.deepEqual(counted(chain), new Set(["me1", "me9"]))
})
