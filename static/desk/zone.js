// A show is mostly planned where it is held, and the browser knows its own time zone. Only a guess: the field can be
// changed, and where the browser names a zone that the server does not know, it stays as it came.
const field = /** @type {HTMLInputElement|null} */ (document.querySelector("input[data-guess]"))
const here = new Intl.DateTimeFormat().resolvedOptions().timeZone
const known = [.../** @type {NodeListOf<HTMLOptionElement>} */ (document.querySelectorAll("#zones option"))]
if (field && field.value === field.defaultValue && known.some(({ value }) => value === here)) field.value = here
