/**
 * News between the modules of a page, and between the tabs of a phone.
 *
 *   own      entries of this phone changed (written, sent, parked)     status   what the sync chip shows
 *   pulled   an answer to a pull: {show, answer}                       people   who is on this phone, signed in or out
 *   sent     a push was received by the server
 */

/** @typedef {"own"|"pulled"|"status"|"people"|"sent"} News */
/** @typedef {(detail: any, elsewhere: boolean) => void} Listener */

/** @type {Map<News, Set<Listener>>} */
const listeners = new Map()

/** @type {BroadcastChannel|null} */
let channel = null

/** Join the other tabs of this phone. */
export const join = () => {
  channel ??= new BroadcastChannel("siteops")
  channel.onmessage = ({ data }) => spread(data.news, data.detail, true)
}

/**
 * Tell this tab and all others. `detail` must survive structured cloning.
 * @param {News} news
 * @param {any} [detail]
 */
export const tell = (news, detail) => {
  spread(news, detail, false)
  channel?.postMessage({ news, detail })
}

/**
 * Listen; `elsewhere` says that another tab told. Gives the function that stops listening.
 * @param {News} news
 * @param {Listener} listener
 */
export const hear = (news, listener) => {
  const heard = listeners.get(news) ?? new Set()
  listeners.set(news, heard.add(listener))
  return () => { heard.delete(listener) }
}

/**
 * Run `work` if no other tab is at it (drain, pull). Undefined if one is.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T|undefined>}
 */
export const alone = async (name, work) => {
  // Only secure contexts have locks; without them there is no service worker either, so tabs are few.
  if (!navigator.locks) return once(name, work)
  return navigator.locks.request(`siteops-${name}`, { ifAvailable: true }, async (lock) => (lock ? work() : undefined))
}

/** @type {Set<string>} */
const busy = new Set()

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 */
const once = async (name, work) => {
  if (busy.has(name)) return undefined
  busy.add(name)
  try {
    return await work()
  } finally {
    busy.delete(name)
  }
}

/** @param {News} news @param {any} detail @param {boolean} elsewhere */
const spread = (news, detail, elsewhere) => {
  for (const listener of listeners.get(news) ?? []) listener(detail, elsewhere)
}
