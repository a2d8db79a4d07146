// Keys that work anywhere on a page with a list: / goes to the search, ? shows all keys. Whoever speaks to their
// computer, or hits keys unawares, turns them off in that very dialog.
const KEPT = "desk.keys"

/** Listen for the keys, where the page says which there are. */
export const keys = () => {
  const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog[data-keys]"))
  if (!dialog) return
  const on = /** @type {HTMLInputElement} */ (dialog.querySelector("input"))
  on.checked = localStorage.getItem(KEPT) !== "off"
  on.addEventListener("change", () => localStorage.setItem(KEPT, on.checked ? "on" : "off"))
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-show-keys]"))) {
    button.hidden = false
    button.addEventListener("click", () => dialog.showModal())
  }
  document.addEventListener("keydown", (event) => {
    if (on.checked && !isTyping(event)) act(event, dialog)
  })
}

/** @param {KeyboardEvent} event @param {HTMLDialogElement} dialog */
const act = (event, dialog) => {
  const search = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-search]"))
  const row = /** @type {HTMLElement | null} */ (document.querySelector("[data-grid] tbody [tabindex='0']"))
  const deeds = {
    "/": () => { search?.focus(); search?.select() },
    "?": () => dialog.showModal(),
    j: () => row?.focus(),
    k: () => row?.focus(),
  }
  const deed = deeds[/** @type {keyof typeof deeds} */ (event.key)]
  if (!deed || event.defaultPrevented) return
  event.preventDefault()
  deed()
}

/** Whether a key belongs to what is being typed, or to the browser. @param {KeyboardEvent} event */
export const isTyping = (event) => {
  const { target, ctrlKey, metaKey, altKey, isComposing } = event
  const field = target instanceof Element && target.closest("input:not([type='checkbox']), select, textarea, dialog")
  return Boolean(field) || ctrlKey || metaKey || altKey || isComposing
}
