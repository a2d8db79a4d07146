/**
 * Who is on this phone. Several people may share it: each signs in once, and from then on the phone holds a key that lets
 * it append as them, also after their session has ended. What waits here always goes out under its own author's name.
 */
import { ask } from "./api.js"
import { dropDrafts } from "./drafts.js"
import { waiting } from "./outbox.js"
import { hear, tell } from "./hub.js"
import { forget } from "./pulled.js"
import { report, status } from "./status.js"
import { meta, setMeta } from "./store.js"

/** @typedef {import("./types.js").Person} Person */
/** `session`: whom the server takes this browser for; null: nobody. `refused`: ids whose key the server does not know.
 * @typedef {{people: Person[], current: number|null, session: number|null, refused: number[]}} Roster */

/** What the server gives a phone for somebody. @typedef {{key: string, seal: string}} Given */

/** @type {Roster} */
let roster = { people: [], current: null, session: null, refused: [] }

/** Nobody has ever signed in on this phone. */
export class NobodyHere extends Error {
  constructor() {
    super("Nobody has signed in on this phone")
  }
}

/** Read who is on this phone. */
export const gather = async () => { roster = (await meta("people")) ?? roster }

/** Everybody who signed in on this phone. */
export const people = () => roster.people

/** Who holds the phone now; null: nobody. */
export const current = () => roster.people.find(({ id }) => id === roster.current) ?? null

/** Id of who holds the phone. Raises NobodyHere. */
export const author = () => {
  if (roster.current === null) throw new NobodyHere()
  return roster.current
}

/** Hand the phone to somebody who signed in on it before; works offline. @param {number} id */
export const hand = (id) => keep({ current: roster.people.some((one) => one.id === id) ? id : roster.current })

/**
 * Ask the server who is signed in, and give them a key on this phone. Unreachable is not signed out.
 * @returns {Promise<"in"|"out"|"unreachable">}
 */
export const identify = async () => {
  const answer = await ask("/api/me")
  if (answer.failed || !answer.ours) return "unreachable"
  if (answer.status === 401) await lapse()
  if (answer.status !== 200) return answer.status === 401 ? "out" : "unreachable"
  await welcome(answer.body)
  return "in"
}

/** The session has ended: what is on the phone stays, what waits goes on by key. */
export const lapse = async () => {
  if (roster.session !== null) await keep({ session: null })
  report({ signedOut: true })
}

/**
 * How to send somebody's entries: by their key, by the session, or not before they sign in again.
 * @param {number} by
 * @returns {{key: string|null}|null}
 */
export const pass = (by) => {
  const key = roster.people.find(({ id }) => id === by)?.key ?? null
  if (key && !roster.refused.includes(by)) return { key }
  if (roster.session === by) return { key: null }
  // Never had a key: better under another's session, which the server notes, than lost on a drawer's phone.
  return key === null && roster.session !== null ? { key: null } : null
}

/** What this phone seals somebody's entries by; undefined if the server gave nothing yet. @param {number} by */
export const secretOf = (by) => roster.people.find(({ id }) => id === by)?.seal

/** Every way to the server from this phone, whoever holds it first. @returns {{key: string|null}[]} */
export const ways = () => {
  const here = [...roster.people].sort((a, b) => Number(b.id === roster.current) - Number(a.id === roster.current))
  return here.map(({ id }) => pass(id)).filter((way) => way !== null)
}

/** The server did not accept the way in that `pass` gave. @param {number} by @param {string|null} key */
export const refuse = async (by, key) => {
  if (key === null) return lapse()
  // They have a newer one since.
  if (roster.people.find(({ id }) => id === by)?.key !== key) return
  await keep({ refused: [...new Set([...roster.refused, by])] })
}

/**
 * Sign out whoever is signed in, once their entries, and what this phone carries for others, are with the server. Null: they
 * are out. Else nothing was done, and the answer says how many of both still wait; none of either if the server could not be
 * asked. `anyway`: sign out nevertheless; what waits goes by their key.
 * The last to go takes the show's rows off this phone; load the page anew.
 * @param {{anyway?: boolean, drain: () => Promise<unknown>}} how
 * @returns {Promise<{own: number, carried: number}|null>}
 */
export const signOut = async ({ anyway = false, drain }) => {
  const who = roster.session ?? roster.current
  await drain()
  const left = { own: (await waiting()).filter(({ entry }) => entry.by === who).length, carried: status.carried }
  const none = !left.own && !left.carried
  if (!none && !anyway) return left
  await ask("/logout", { method: "POST" })
  // Only the server's own word counts: whoever believes to be signed out hands the phone on.
  if (await identify() !== "out") return left
  const stay = roster.people.filter(({ id }) => id !== who)
  await keep({ people: none ? stay : roster.people, current: stay[0]?.id ?? null })
  if (who !== null) await dropDrafts(who)
  if (!stay.length) await forget()
  return null
}

/** @param {{id: number, name: string}} me */
const welcome = async ({ id, name }) => {
  const known = roster.people.find((one) => one.id === id)
  const others = roster.people.filter((one) => one.id !== id)
  // Whoever has just signed in holds the phone; a mere reload leaves it with whom it was handed to.
  const fresh = roster.session !== id
  const current = !fresh && roster.current !== null ? roster.current : id
  await keep({ people: [...others, { key: null, ...known, id, name }], session: id, current })
  report({ signedOut: false, signIn: status.signIn.filter((one) => one !== id) })
  // They may scan meanwhile; until the key is here, the session sends. A new session has a new key: they end together.
  if (fresh || !known?.key || !known.seal || roster.refused.includes(id)) await equip(id, await register(name))
}

/** Give somebody here a key; null: the server gave none, and will be asked again. @param {number} id @param {Given|null} given */
const equip = async (id, given) => {
  if (!given) return
  const people = roster.people.map((one) => (one.id === id ? { ...one, ...given } : one))
  await keep({ people, refused: roster.refused.filter((one) => one !== id) })
}

/**
 * A key for who is signed in now; null if the server gave none.
 * @param {string} name
 * @returns {Promise<Given|null>}
 */
const register = async (name) => {
  const body = JSON.stringify({ device: await meta("device"), name: `${name} · ${model()}` })
  const answer = await ask("/api/devices", { method: "POST", body, type: "application/json" })
  if (answer.failed || !answer.ours || !answer.body?.key) return null
  return { key: answer.body.key, seal: answer.body.seal }
}

/** What a lead can tell this phone by: "Android", "iPhone". */
const model = () => /iPhone|iPad|Android|Windows|Macintosh|Linux/.exec(navigator.userAgent)?.[0] ?? "browser"

/** @param {Partial<Roster>} part */
const keep = async (part) => {
  roster = { ...roster, ...part }
  await setMeta("people", roster)
  tell("people", roster)
}

hear("people", (news) => { roster = news })
