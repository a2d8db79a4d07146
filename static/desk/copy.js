// Buttons that copy a field. They are hidden until here: without a script one selects the field and copies it by hand.
const copied = /** @type {HTMLElement|null} */ (document.querySelector("[data-copied]"))

/** @param {HTMLElement} button */
const offer = (button) => {
  button.hidden = false
  button.addEventListener("click", async () => {
    const field = /** @type {HTMLInputElement|HTMLTextAreaElement|null} */ (document.getElementById(button.dataset.copy ?? ""))
    if (!field) return
    await navigator.clipboard.writeText(field.value)
    if (copied) copied.hidden = false
  })
}

// Plain http has no clipboard.
if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach((one) => offer(/** @type {HTMLElement} */ (one)))
