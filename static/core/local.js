/**
 * What is kept where a start has it without waiting: small things by name, as JSON in localStorage. Private windows may
 * forbid it, and it may be full; then what was kept holds until the page closes, and nothing is lost but a choice or time.
 */

/** What was kept under a name; null if nothing was, or nothing that can be read. @param {string} name @returns {any} */
export const kept = (name) => {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null")
  } catch {
    return null
  }
}

/** Keep it for the next start. @param {string} name @param {unknown} value as JSON can say it */
export const keep = (name, value) => {
  try {
    localStorage.setItem(name, JSON.stringify(value))
  } catch {
    return
  }
}

/** Keep nothing under that name any more. @param {string} name */
export const forget = (name) => {
  try {
    localStorage.removeItem(name)
  } catch {
    return
  }
}
