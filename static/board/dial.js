// The dial of the day: the time is said while it is turned, and the moment is shown once it is let go.
const form = /** @type {HTMLFormElement|null} */ (document.querySelector("form[data-dial]"))
const dial = /** @type {HTMLInputElement|null} */ (form?.querySelector("input[type=range]") ?? null)
const said = form?.querySelector("output") ?? null

/** @param {number} minute of the day */
const spelled = (minute) => [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":")

dial?.addEventListener("input", () => { if (said) said.textContent = spelled(Number(dial.value)) })
// Keys turn it minute by minute: only who lets go with a finger or a mouse is done.
dial?.addEventListener("pointerup", () => form?.requestSubmit())
