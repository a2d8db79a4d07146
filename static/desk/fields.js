// Fields that stand open in a form's rows (`tr[data-edit]`), each kept as soon as it is left. What is not taken stays
// typed and says why, also that somebody else was faster: Enter tries again, Escape takes what is stored. The form's own
// button keeps them too, as it does without this script.
import { ask } from "./answer.js"
import { blame, forgive } from "./editor.js"

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

export class Fields {
  /** Answers about a row, in the order in which they were asked for. @type {WeakMap<Element, Promise<void>>} */
  #asked = new WeakMap()
  /** How many fields are asked for and not answered. */
  #unanswered = 0
  #form
  #told

  /** @param {HTMLFormElement} form with a hidden `was-…` of what each field showed when it was opened */
  constructor(form) {
    this.#form = form
    this.#told = /** @type {HTMLElement} */ (document.querySelector("[data-told]"))
    form.addEventListener("change", ({ target }) => this.#keep(kept(target)))
    form.addEventListener("keydown", (event) => this.#press(event, kept(event.target)))
    let isSent = false
    form.addEventListener("submit", () => { isSent = true })
    addEventListener("beforeunload", (event) => {
      if (!isSent && (this.#unanswered || form.querySelector("tr[data-edit] [aria-invalid]"))) event.preventDefault()
    })
  }

  /** @param {KeyboardEvent} event @param {Field | null} field */
  #press(event, field) {
    if (!field || event.isComposing) return
    if (event.key === "Escape") {
      put(field, this.#was(field).value)
      forgive(field)
    } else if (event.key === "Enter" && said(field) !== this.#was(field).value) {
      event.preventDefault()
      this.#keep(field)
    }
  }

  /** Ask the server to keep a field, once what was asked before of its row is answered. @param {Field | null} field */
  #keep(field) {
    const row = field?.closest("tr")
    if (!field || !row) return
    const last = this.#asked.get(row) ?? Promise.resolve()
    this.#unanswered += 1
    this.#asked.set(row, last.then(() => this.#send(row, field)).finally(() => { this.#unanswered -= 1 }))
  }

  /** @param {HTMLTableRowElement} row @param {Field} field */
  async #send(row, field) {
    const typed = said(field)
    const was = this.#was(field).value
    if (typed === was) return forgive(field)
    const { row: fresh, said: words, fault } = await ask(row.dataset.edit ?? "", { name: field.name, typed, was }, this.#told.dataset)
    if (fresh) this.#renew(fresh, field, !fault && said(field) === typed)
    if (fault) return blame(field, fault)
    forgive(field)
    this.#told.textContent = words
  }

  /** Show a row as it is stored now; what is typed and not kept yet stays. @param {Element} fresh @param {Field} sent @param {boolean} done */
  #renew(fresh, sent, done) {
    for (const news of /** @type {NodeListOf<Field>} */ (fresh.querySelectorAll("input, select"))) {
      const field = /** @type {Field | null} */ (this.#form.elements.namedItem(news.name))
      if (!field || !kept(field)) continue
      const was = this.#was(field)
      if (field !== sent && said(field) !== was.value) continue
      if (field !== sent || done) put(field, said(news))
      was.value = said(news)
    }
  }

  /** What a field showed when it was opened. @param {Field} field */
  #was(field) {
    return /** @type {HTMLInputElement} */ (this.#form.elements.namedItem(`was-${field.name}`))
  }
}

/** The field of a row that an event comes from; none for what only the form's button does. @param {EventTarget | null} target @returns {Field | null} */
const kept = (target) => {
  const field = target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target : null
  return field?.closest("tr[data-edit]") && !field.name.startsWith("remove-") ? field : null
}

/** What a field says, as the server is told. @param {Field} field */
const said = (field) => (isBox(field) ? (field.checked ? field.value : "") : field.value)

/** @param {Field} field @param {string} value */
const put = (field, value) => {
  if (isBox(field)) field.checked = value !== ""
  else field.value = value
}

/** @param {Field} field @returns {field is HTMLInputElement} */
const isBox = (field) => field instanceof HTMLInputElement && field.type === "checkbox"
