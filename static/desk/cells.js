// Editing a cell where it stands. Enter keeps, Escape leaves it, Tab goes on to the next cell. What was typed is shown
// at once; if it is not taken, the cell opens again with it and says why, also that somebody else was faster.
import { ask } from "./answer.js"
import { blame, control, editedBy, editor, enter, isOpen, shown } from "./editor.js"
import { settle, stop } from "./grid.js"

/** @typedef {import("./editor.js").Cell} Cell */
/** @typedef {{name: string, typed: string, was: string}} Wish */

export class Cells {
  /** Answers about a row, in the order in which they were asked for. @type {WeakMap<Element, Promise<void>>} */
  #asked = new WeakMap()
  /** What stood in the cells that are open. @type {WeakMap<Cell, Node[]>} */
  #before = new WeakMap()
  /** What was stored, as far as whoever opened a cell could see. @type {WeakMap<Cell, string>} */
  #seen = new WeakMap()
  /** What is still to be asked for. @type {WeakMap<Cell, Wish>} */
  #wishes = new WeakMap()
  #table
  #told

  /** @param {HTMLTableElement} table in which cells with `data-name` can be edited, of rows with `data-edit` */
  constructor(table) {
    this.#table = table
    this.#told = /** @type {HTMLElement} */ (document.querySelector("[data-told]"))
    table.addEventListener("keydown", (event) => this.#press(event))
    table.addEventListener("focusout", (event) => this.#leave(event))
    table.addEventListener("change", ({ target }) => this.#choose(target))
    table.addEventListener("pointerdown", ({ target }) => {
      if (target instanceof HTMLSelectElement) delete target.dataset.keyed
    })
    addEventListener("beforeunload", (event) => {
      if (table.querySelector("[data-editing] [aria-invalid], [aria-busy='true']")) event.preventDefault()
    })
  }

  /** Open a cell. @param {Cell} cell @param {string} [typed] what stands in it, else what is stored */
  open(cell, typed = cell.dataset.value ?? "") {
    if (isOpen(cell)) return
    const free = !document.activeElement?.closest("[data-editing]")
    this.#before.set(cell, [...cell.childNodes])
    this.#seen.set(cell, cell.dataset.value ?? "")
    cell.replaceChildren(editor(this.#table, cell, typed))
    if (free) enter(control(cell))
  }

  /** Put back what stood in a cell; what was typed in it. @param {Cell} cell */
  #close(cell) {
    const typed = control(cell).value
    const before = this.#before.get(cell) ?? []
    this.#before.delete(cell)
    cell.replaceChildren(...before)
    return typed
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const cell = editedBy(event.target)
    if (!cell || event.isComposing) return
    control(cell).dataset.keyed = ""
    if (event.key === "Escape") this.#close(cell)
    else if (["Enter", "Tab"].includes(event.key)) this.#commit(cell)
    else return
    event.preventDefault()
    event.stopPropagation()
    const next = event.key === "Tab" && this.#beside(cell, event.shiftKey ? -1 : 1)
    if (next) this.open(next)
    else stop(cell)?.focus()
  }

  /** Clicking elsewhere keeps what was typed, as Enter does. @param {FocusEvent} event */
  #leave({ target, relatedTarget }) {
    const cell = editedBy(target)
    const within = relatedTarget instanceof Node && cell?.contains(relatedTarget)
    if (cell && this.#before.has(cell) && !within && document.hasFocus()) this.#commit(cell)
  }

  /** A choice by pointer is made at once; by keyboard one walks through choices. @param {EventTarget | null} target */
  #choose(target) {
    const cell = target instanceof HTMLSelectElement && !("keyed" in target.dataset) && editedBy(target)
    if (!cell) return
    this.#commit(cell)
    stop(cell)?.focus()
  }

  /** @param {Cell} cell @param {number} step @returns {Cell | undefined} */
  #beside(cell, step) {
    const cells = [.../** @type {NodeListOf<Cell>} */ (this.#table.querySelectorAll("tbody [data-name]"))]
    return cells[cells.indexOf(cell) + step]
  }

  /** Show what was typed, and ask the server to keep it. @param {Cell} cell */
  #commit(cell) {
    const { name = "" } = cell.dataset
    const was = this.#seen.get(cell) ?? ""
    const words = shown(control(cell))
    const typed = this.#close(cell)
    if (typed === was) return
    const row = /** @type {HTMLTableRowElement} */ (cell.parentElement)
    const before = [...cell.childNodes]
    cell.replaceChildren(words)
    settle(row)
    cell.dataset.value = typed
    cell.ariaBusy = "true"
    const wish = { name, typed, was }
    this.#wishes.set(cell, wish)
    const last = this.#asked.get(row) ?? Promise.resolve()
    this.#asked.set(row, last.then(() => this.#keep(row, cell, wish, before)))
  }

  /** @param {HTMLTableRowElement} row @param {Cell} cell @param {Wish} wish @param {Node[]} before */
  async #keep(row, cell, wish, before) {
    const { row: fresh, said, fault, also } = await ask(row.dataset.edit ?? "", wish, this.#told.dataset)
    cell.ariaBusy = null
    if (fresh) {
      this.#renew(row, fresh, [wish.name, ...also])
      this.#note(row, also)
    } else this.#put(cell, wish.was, before)
    if (fault) this.open(cell, wish.typed)
    if (fault) blame(control(cell), fault)
    else this.#tell(said)
  }

  /** Say that it was kept, also to what stands around the table. @param {string} said */
  #tell(said) {
    this.#told.textContent = said
    this.#table.dispatchEvent(new Event("kept"))
  }

  /** Show a row as it is stored now; what is being edited in it stays before that. @param {HTMLTableRowElement} row @param {HTMLTableRowElement} fresh @param {string[]} kept what one's own edit changed, open or not */
  #renew(row, fresh, kept) {
    for (const [at, cell] of [...row.cells].entries()) {
      const news = fresh.cells[at]
      if (kept.includes(news.dataset.name ?? "") || (stop(news) === news && !isOpen(cell))) {
        this.#put(cell, news.dataset.value, [...news.childNodes])
      }
    }
    for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (fresh.querySelectorAll("input[type='hidden']"))) {
      const mine = /** @type {HTMLInputElement | null} */ (row.querySelector(`input[type='hidden'][name='${field.name}']`))
      if (mine) mine.value = field.value
    }
    settle(row)
  }

  /** What one's own edit changed elsewhere in the row is nobody else's doing. @param {HTMLTableRowElement} row @param {string[]} also */
  #note(row, also) {
    for (const cell of row.cells) {
      if (!also.includes(cell.dataset.name ?? "")) continue
      const wish = this.#wishes.get(cell)
      this.#seen.set(cell, cell.dataset.value ?? "")
      if (wish) wish.was = cell.dataset.value ?? ""
    }
  }

  /** Let a cell hold something, behind its editor where it is open. @param {Cell} cell @param {string | undefined} value @param {Node[]} nodes */
  #put(cell, value, nodes) {
    if (value !== undefined) cell.dataset.value = value
    if (isOpen(cell)) this.#before.set(cell, nodes)
    else cell.replaceChildren(...nodes)
  }
}
