/** A report half written: what was chosen, typed and photographed outlives the page, until it is sent or begun anew. */
import { draft as found, dropDrafts, keepDraft } from "../core/drafts.js"
import { show } from "../core/world.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("./report.js").Draft} Draft */
/** `at`: when it was last touched (ms). @typedef {Pick<Draft, "kind"|"severity"|"place"|"text"|"writes"> & {at: number}} Kept */

const name = () => `${show()} report`
/** Apart from the words: a picture is not to be written again with every key. */
const nameOfPhoto = () => `${name()} photo`

/** Keep it, once what was left before is taken up in it. @param {Context} context @param {Draft} draft */
export const keep = (context, draft) => quietly(context, async (by) => {
  await draft.recalled
  const { kind, severity, place, text, writes, over } = draft
  if (!over) await keepDraft(by, name(), { kind, severity, place, text, writes, at: context.now() })
})

/** Keep its picture, or none. @param {Context} context @param {Draft} draft */
export const keepPhoto = (context, draft) => quietly(context, async (by) => {
  const { photo } = draft
  const [bytes] = await Promise.all([photo?.arrayBuffer(), draft.recalled])
  // A picture that was taken away meanwhile must not come back, nor one of a report that is sent.
  if (!draft.over && draft.photo === photo) await keepDraft(by, nameOfPhoto(), photo && { type: photo.type, bytes })
})

/** Drop it for good: nothing of it is kept from now on. @param {Context} context @param {Draft} draft */
export const drop = async (context, draft) => {
  draft.over = true
  await quietly(context, (by) => dropDrafts(by, name()))
}

/** What was kept, and its picture; null if nothing was. @param {Context} context @returns {Promise<(Kept & {photo: Blob|null})|null>} */
export const recall = async (context) => {
  const me = context.me()
  if (!me) return null
  const [kept, photo] = await Promise.all([found(me.id, name()), found(me.id, nameOfPhoto())])
  if (!kept?.kind && !kept?.text && !photo) return null
  return { ...kept, photo: photo ? new Blob([photo.bytes], { type: photo.type }) : null }
}

/** A draft that finds no room is no reason to stop anybody: sending it will say so. @param {Context} context @param {(by: number) => Promise<unknown>} work */
const quietly = async (context, work) => {
  const me = context.me()
  if (me) await work(me.id).catch(() => {})
}
