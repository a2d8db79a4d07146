/** Phones that nobody has heard from: what they last said they still held may not be with the server yet. */
import { ask } from "../core/api.js"
import { instant } from "../core/entry.js"
import { meta, setMeta } from "../core/store.js"
import { show } from "../core/world.js"
import { silent } from "../dock/rules.js"

/** @typedef {{device: string, name: string, person: number, who: string, seen: string, queued: number}} Phone */
/** `at`: when the server said so, ms. @typedef {{at: number, phones: Phone[]}} Heard */

/** How often the server is asked while somebody looks (ms): a phone is silent only after minutes. */
export const EVERY = 30_000

const name = () => `phones:${show()}`

/** What the server last said of this show's phones; null if it never did. @returns {Promise<Heard|null>} */
export const remembered = async () => await meta(name()) ?? null

/** Ask again. Null: nobody answered, or this is not for the asker to know. @returns {Promise<Heard|null>} */
export const heard = async () => {
  const kept = name()
  const answer = await ask(`/api/shows/${encodeURIComponent(show())}/phones`)
  if (answer.failed || !answer.ours || answer.status !== 200) return null
  const found = { at: Date.parse(answer.body.server_time), phones: answer.body.phones }
  await setMeta(kept, found)
  return found
}

/** Those that were silent when the server was last asked: what held something before what held nothing, then the longest first. @param {Heard} of */
export const silentOf = ({ at, phones }) => silent(phones, instant(at)).sort((one, two) => Number(!one.queued) - Number(!two.queued))
