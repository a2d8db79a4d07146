// Asking the server to keep one cell: by the form endpoint of the row's own page, which answers with the row anew.

/**
 * What became of a cell. `row`: as it is stored now, none where nobody answered; `fault`: why it was not taken; `also`:
 * other cells of the row that changed with it.
 * @typedef {{row: HTMLTableRowElement | null, said: string, fault: string, also: string[]}} Answer
 */

const ANSWERS = [200, 400, 409]

/**
 * @param {string} address
 * @param {{name: string, typed: string, was: string}} cell what is to be kept, and what it showed when it was opened
 * @param {DOMStringMap} words what to say where there is no answer: `lost`, `out` (signed out)
 * @returns {Promise<Answer>}
 */
export const ask = async (address, { name, typed, was }, words) => {
  const body = new URLSearchParams({ cell: name, [name]: typed, [`was-${name}`]: was })
  const none = { row: null, said: "", also: [] }
  try {
    const response = await fetch(address, { method: "POST", body })
    if (!ANSWERS.includes(response.status)) {
      return { ...none, fault: String(response.status === 401 ? words.out : words.lost) }
    }
    return read(new DOMParser().parseFromString(await response.text(), "text/html"))
  } catch {
    return { ...none, fault: String(words.lost) }
  }
}

/** @param {Document} page @returns {Answer} */
const read = (page) => ({
  row: page.querySelector("tr"),
  said: page.querySelector("[data-said]")?.textContent ?? "",
  fault: page.querySelector("[data-fault]")?.textContent ?? "",
  also: (page.querySelector("table")?.dataset.also ?? "").split(" ").filter(Boolean),
})
