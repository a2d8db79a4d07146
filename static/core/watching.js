/** Tells whoever watches this phone's show what changed in it, once for all that changed together. */

/** @type {Set<(names: Set<string>) => void>} */
const watchers = new Set()
/** @type {Set<string>} */
let news = new Set()

/**
 * Be called when something changed, once for all that changed together, with the names of the tables;
 * "own" stands for entries of this phone. Gives the function that stops it. Asked twice it is called once.
 * @param {(names: Set<string>) => void} watcher
 */
export const watch = (watcher) => {
  watchers.add(watcher)
  return () => { watchers.delete(watcher) }
}

/** These changed. @param {string[]} names */
export const announce = (names) => {
  if (!news.size) queueMicrotask(spread)
  for (const name of names) news.add(name)
}

const spread = () => {
  const names = news
  news = new Set()
  for (const watcher of watchers) watcher(names)
}
