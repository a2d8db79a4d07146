/**
 * What happened to one subject, entry by entry: fetched when somebody asks, kept with the time it was true.
 */
import { ask } from "./api.js"
import { within } from "./store.js"
import { remember, show } from "./world.js"

/** @typedef {import("./types.js").Fact & {seq: number, held?: boolean, words?: string|null}} Told */
/** `at`: when the server said so, ms. @typedef {{entries: Told[], at: number}} History */

/**
 * A subject's entries, oldest first: from the server, else as last seen on this phone; null if never.
 * @param {string} subject
 * @returns {Promise<History|null>}
 */
export const history = async (subject) => {
  const id = show()
  const answer = await ask(`/api/shows/${id}/entries?${new URLSearchParams({ subject })}`)
  if (answer.failed || answer.status !== 200 || !Array.isArray(answer.body?.entries)) {
    return await within((database) => database.get("history", [id, subject])) ?? null
  }
  const found = { entries: answer.body.entries, at: Date.now() }
  await within((database) => database.put("history", found, [id, subject]))
  remember(subject, found.entries)
  return found
}
