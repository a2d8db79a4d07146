// What stands around a list and tells of its rows, as the picture of a day does: shown anew once a cell was kept.
let asked = 0

/** Show it as the server has it now; without an answer, or with a later one under way, it stays as it is. */
export const renew = async () => {
  if (!document.querySelector("[data-around]")) return
  const turn = ++asked
  const response = await fetch(location.href).catch(() => null)
  if (!response?.ok) return
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  const fresh = page.querySelector("[data-around]")
  if (fresh && turn === asked) document.querySelector("[data-around]")?.replaceWith(document.adoptNode(fresh))
}
