// What lists of the desk have beyond plain forms: they are gone through, ticked and edited by keyboard, in place.
// Without this script every row's own page does the same.
import { renew } from "./around.js"
import { Cells } from "./cells.js"
import { Fields } from "./fields.js"
import { walk } from "./grid.js"
import { keys } from "./keys.js"
import { pick } from "./picking.js"
import { remember, way } from "./sticky.js"

keys()
remember()
for (const link of document.querySelectorAll("a[data-back]")) way(/** @type {HTMLAnchorElement} */ (link))
for (const form of document.querySelectorAll("form[data-fields]")) new Fields(/** @type {HTMLFormElement} */ (form))
for (const form of document.querySelectorAll("form[data-picking]")) pick(/** @type {HTMLFormElement} */ (form))
for (const table of /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("table[data-grid]"))) {
  const cells = new Cells(table)
  walk(table, (cell) => cells.open(cell))
  table.addEventListener("kept", renew)
}
