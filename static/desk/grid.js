// Walking through a table: one stop for Tab, from there arrows or j and k; x ticks a row, Enter opens or edits. A name
// that leads to its row's page is followed by Enter and by a click; F2, or a click beside it, edits it.
import { isTyping } from "./keys.js"

const EDITING = "[data-editing]"

/**
 * Let a table be walked through.
 * @param {HTMLTableElement} table
 * @param {(cell: HTMLTableCellElement) => void} edit what opens a cell that can be edited
 */
export const walk = (table, edit) => {
  table.setAttribute("role", "grid")
  const [body] = table.tBodies
  for (const row of body.rows) settle(row)
  stop(body.rows[0]?.querySelector("th") ?? undefined)?.setAttribute("tabindex", "0")
  body.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && !target.closest(EDITING)) rove(body, target)
  })
  body.addEventListener("click", ({ target }) => {
    const cell = target instanceof Element && !target.closest(`a, input, ${EDITING}`) && target.closest("td, th")
    if (cell instanceof HTMLTableCellElement && cell.dataset.name) edit(cell)
  })
  body.addEventListener("keydown", (event) => {
    const cell = event.target instanceof Element && !event.target.closest(EDITING) && event.target.closest("td, th")
    if (cell && !isTyping(event)) press(event, /** @type {HTMLTableCellElement} */ (cell), edit)
  })
}

/** Take a row's cells out of the way of Tab, also after new content came in. @param {HTMLTableRowElement} row */
export const settle = (row) => {
  for (const cell of row.cells) {
    const at = stop(cell)
    if (at && at.getAttribute("tabindex") !== "0") at.setAttribute("tabindex", "-1")
    if (!cell.dataset.name) cell.setAttribute("aria-readonly", "true")
  }
}

/** Where the focus stands in a cell: its box, its link, else the cell. @param {HTMLTableCellElement | undefined} cell */
export const stop = (cell) =>
  /** @type {HTMLElement | undefined} */ (cell?.querySelector("a[href], input:not([type='hidden'])") ?? cell)

/** @param {HTMLElement} body @param {HTMLElement} to */
const rove = (body, to) => {
  for (const one of body.querySelectorAll("[tabindex='0']")) one.setAttribute("tabindex", "-1")
  to.setAttribute("tabindex", "0")
}

/** @param {KeyboardEvent} event @param {HTMLTableCellElement} cell @param {(cell: HTMLTableCellElement) => void} edit */
const press = (event, cell, edit) => {
  const { key } = event
  const target = beside(cell, key)
  if (target) stop(target)?.focus()
  else if (key === "x") tick(cell)
  else if (cell.dataset.name && (key === "F2" || (key === "Enter" && event.target === cell))) edit(cell)
  else return
  event.preventDefault()
}

/**
 * The cell that a key leads to.
 * @param {HTMLTableCellElement} cell
 * @param {string} key
 * @returns {HTMLTableCellElement | undefined}
 */
const beside = (cell, key) => {
  const row = /** @type {HTMLTableRowElement} */ (cell.parentElement)
  const rows = [.../** @type {HTMLTableSectionElement} */ (row.parentElement).rows]
  const at = rows.indexOf(row)
  const forth = getComputedStyle(cell).direction === "rtl" ? "ArrowLeft" : "ArrowRight"
  switch (key) {
    case "ArrowDown": case "j": return rows[at + 1]?.cells[cell.cellIndex]
    case "ArrowUp": case "k": return rows[at - 1]?.cells[cell.cellIndex]
    case "ArrowLeft": case "ArrowRight": return row.cells[cell.cellIndex + (key === forth ? 1 : -1)]
    case "Home": return row.cells[0]
    case "End": return row.cells[row.cells.length - 1]
  }
  return undefined
}

/** @param {HTMLTableCellElement} cell */
const tick = (cell) => {
  const box = /** @type {HTMLInputElement | null} */ (cell.parentElement?.querySelector("input[type='checkbox']"))
  box?.click()
}
