/**
 * What somebody has begun to say, kept on this phone until it is sent or given up: a reload, a call, an empty battery may
 * come between. It is theirs alone, whoever else holds the phone, and goes when they sign out.
 */
import { meta, setMeta, within } from "./store.js"

/** @param {number} by @param {string} name */
const keyOf = (by, name) => `draft ${by} ${name}`

/** What somebody kept under a name; undefined if there is none. @param {number} by @param {string} name */
export const draft = (by, name) => meta(keyOf(by, name))

/** Keep it. @param {number} by @param {string} name @param {unknown} value */
export const keepDraft = (by, name, value) => setMeta(keyOf(by, name), value)

/** Drop all that somebody kept under names that begin so. @param {number} by @param {string} [name] */
export const dropDrafts = (by, name = "") => within((database) =>
  database.delete("meta", IDBKeyRange.bound(keyOf(by, name), `${keyOf(by, name)}\uffff`)))
