// Choosing rows of a list: a box for the page, a range by Shift, and how many are chosen.

/** @param {HTMLFormElement} form */
export const pick = (form) => {
  const boxes = () => /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("tbody input[type='checkbox']")])
  const page = /** @type {HTMLInputElement} */ (form.querySelector("[data-page]"))
  const every = /** @type {HTMLInputElement | null} */ (form.querySelector("[name='every']"))
  const told = /** @type {HTMLElement} */ (form.querySelector("[data-count]"))
  /** @type {HTMLInputElement | undefined} */
  let last

  const show = () => {
    const chosen = boxes().filter(({ checked }) => checked).length
    page.checked = chosen > 0 && chosen === boxes().length
    page.indeterminate = chosen > 0 && !page.checked
    const count = every?.checked ? Number(told.dataset.total) : chosen
    const spelled = count.toLocaleString(document.documentElement.lang)
    told.textContent = String(told.dataset.count).replace("{count}", spelled)
  }
  const all = (/** @type {boolean} */ checked) => boxes().forEach((box) => { box.checked = checked })

  page.hidden = false
  form.addEventListener("reset", () => setTimeout(show))
  form.addEventListener("change", ({ target }) => {
    if (target === page || target === every) all(/** @type {HTMLInputElement} */ (target).checked)
    if (every && target !== every && !(/** @type {HTMLInputElement} */ (target).checked)) every.checked = false
    show()
  })
  form.addEventListener("click", ({ target, shiftKey }) => {
    if (!(target instanceof HTMLInputElement) || !boxes().includes(target)) return
    if (shiftKey && last) range(boxes(), last, target)
    last = target
  })
  closing(form)
  show()
}

/** Give every box between two the state of the second. @param {HTMLInputElement[]} boxes @param {HTMLInputElement} from @param {HTMLInputElement} to */
const range = (boxes, from, to) => {
  const [first, end] = [boxes.indexOf(from), boxes.indexOf(to)].sort((one, two) => one - two)
  for (const box of boxes.slice(first, end + 1)) box.checked = to.checked
}

/** Close what folds out below a button by Escape, and when one goes on elsewhere. @param {HTMLFormElement} form */
const closing = (form) => {
  const open = () => /** @type {NodeListOf<HTMLDetailsElement>} */ (form.querySelectorAll("details[open]"))
  form.addEventListener("keydown", ({ key }) => {
    for (const one of key === "Escape" ? open() : []) {
      one.open = false
      one.querySelector("summary")?.focus()
    }
  })
  document.addEventListener("click", ({ target }) => {
    for (const one of open()) if (!one.contains(/** @type {Node} */ (target))) one.open = false
  })
}
