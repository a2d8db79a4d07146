/**
 * One request to the server and an honest answer: whether there was one, and whether it was the server's at all.
 */
import { retryAfter } from "./answers.js"
import { learn, now } from "./clock.js"

/** @typedef {import("./answers.js").Answer} Answer */
/**
 * @typedef {{method?: string, body?: BodyInit, type?: string, key?: string|null, headers?: Record<string, string>,
 *   timeout?: number}} Wish `key`: a device key to speak under instead of the session. `timeout` in ms.
 */

/** Slow enough for a full batch over a crowded cell, short enough to try again in the same song. */
const TIMEOUT = 30_000

/**
 * Ask the server. Never throws for what the network does. The answer's `headers` are there unless it failed.
 * @param {string} path
 * @param {Wish} [wish]
 * @returns {Promise<Answer & {headers?: Headers}>}
 */
export const ask = async (path, { method = "GET", body, type, key, headers = {}, timeout = TIMEOUT } = {}) => {
  const sent = Date.now()
  try {
    const response = await fetch(path, {
      method, body, cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(timeout),
      // A key speaks for one person; the session's cookie may be another's.
      credentials: key ? "omit" : "same-origin",
      headers: { "X-SiteOps": "1", ...type && { "Content-Type": type }, ...key && { Authorization: `Device ${key}` }, ...headers },
    })
    return await told(response, sent)
  } catch {
    return { failed: true }
  }
}

/** @param {Response} response @param {number} sent */
const told = async (response, sent) => {
  const received = Date.now()
  const kind = response.headers.get("Content-Type") ?? ""
  const body = /\bjson\b|\+json/.test(kind) ? await response.json() : null
  const ours = response.headers.get("X-SiteOps") === "1" || kind.startsWith("application/problem+json")
  if (ours && body?.server_time) await learn(sent, body.server_time, received)
  return {
    status: response.status, ours, body, headers: response.headers,
    retryAfter: retryAfter(response.headers.get("Retry-After"), now()),
  }
}
