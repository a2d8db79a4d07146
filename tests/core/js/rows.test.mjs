/** A pull's column arrays become rows, and rows columns again. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { columns, lay, parts, rows } from "../../../static/core/rows.js"

const places = { id: [3, 4], name: ["Dock A", "Dock B"], gone: [0, 0] }

test("the first column is the key, as text", () => {
  assert.deepEqual(rows(places), [["3", { id: 3, name: "Dock A", gone: 0 }], ["4", { id: 4, name: "Dock B", gone: 0 }]])
  assert.deepEqual(rows({}), [])
  assert.deepEqual(rows({ id: [], name: [] }), [])
})

test("a row that is gone leaves its table; a changed one takes its place", () => {
  const table = lay(new Map(), rows(places))
  lay(table, rows({ id: [3, 4], name: ["Dock A", "Dock C"], gone: [true, false] }))
  assert.deepEqual([...table.values()], [{ id: 4, name: "Dock C", gone: false }])
})

test("rows make the columns they came from, also when some lack one", () => {
  const table = lay(new Map(), rows(places))
  assert.deepEqual(columns(table), places)
  table.set("5", { id: 5, name: "Dock D", gone: 0, sort: 1 })
  assert.deepEqual(columns(table).sort, [undefined, undefined, 1])
})

test("a head is an epoch and a seq", () => assert.deepEqual(parts("2.4711"), { epoch: 2, seq: 4711 }))
