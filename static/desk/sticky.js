// A list that was narrowed is found narrowed again by whoever comes back to it from one of its rows.

/** Remember how the list on this page is narrowed, while this tab is open. */
export const remember = () => {
  const table = /** @type {HTMLElement | null} */ (document.querySelector("[data-list]"))
  if (table) sessionStorage.setItem(`list:${location.pathname}`, location.search)
}

/** Let a link to a list lead to it as it was last narrowed. @param {HTMLAnchorElement} link */
export const way = (link) => {
  link.search = link.search || (sessionStorage.getItem(`list:${link.pathname}`) ?? "")
}
