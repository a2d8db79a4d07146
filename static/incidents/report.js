/**
 * Reporting in three taps: the scanner's button, what happened, Report. The rest has a good guess: how bad from the kind,
 * where from the last scan. Words and a photo may come along, or later.
 */
import { mint } from "../core/entry.js"
import { once } from "../core/once.js"
import { html, icon, nothing } from "../core/ui.js"
import { relative, t, time } from "../core/words.js"
import { calls } from "./calls.js"
import { follow, photoButton, pictured, unused, wordsField } from "../core/account.js"
import { drop, keep, keepPhoto, recall } from "./draft.js"
import { choosePlace } from "./places.js"
import { calls as callsFor, preset } from "./rules.js"
import { KINDS, SEVERITIES } from "./state.js"
import { kindOf, severityOf } from "./words.js"

/** @typedef {import("../core/screen.js").Context} Context */
/**
 * `kind`, `severity`: null until chosen; the kind gives a severity. `place`: undefined while it is the last scan's.
 * `since`: when it was left half written (ms), null: it was not. `over`: it was sent or given up.
 * `recalled`: answers once what was left before is taken up.
 * @typedef {{kind: string|null, severity: string|null, place: string|null|undefined, writes: boolean, busy: boolean,
 *   over: boolean, since: number|null, recalled?: Promise<void>} &
 *   import("../core/account.js").Account} Draft
 */

/** @type {import("../core/screen.js").Screen} */
export const form = {
  show: (context) => {
    const draft = draftOf(context)
    return { title: t("What happened?"), tabs: false, chip: close(context), main: html`${begun(context, draft)}${kinds(context, draft)}${severities(context, draft)}
      ${beside(context, draft)}${where(context, draft)}`, foot: foot(context, draft) }
  },
  enter: (context) => {
    const draft = draftOf(context)
    return draft.recalled = goOn(context, draft)
  },
  leave: ({ memory }) => unused(memory.draft),
}

/** @param {Context} context @returns {Draft} */
const draftOf = (context) => (context.memory.draft ??= blank(context))

/** @param {Context} context @returns {Draft} */
const blank = (context) => ({
  kind: null, severity: null, place: undefined, text: "", photo: null, url: "", writes: false, busy: false, over: false, since: null,
  changed(what) { return what === "photo" ? keepPhoto(context, this) : keep(context, this) },
})

/** Take up what was left half written; what a quick thumb has chosen meanwhile stands. @param {Context} context @param {Draft} draft */
const goOn = async (context, draft) => {
  const kept = await recall(context)
  if (!kept || draft.busy) return
  const { at, photo, ...rest } = kept
  const { kind, severity, place, text, writes } = draft
  Object.assign(draft, rest, given({ kind, severity, place, text, writes }), draft.photo ? {} : pictured(photo), { since: at ?? context.now() })
  context.draw()
}

/** What of it somebody has given. A place may be none by choice. @param {Partial<Draft>} parts */
const given = ({ place, ...parts }) => ({
  ...Object.fromEntries(Object.entries(parts).filter(([, value]) => value)), ...place !== undefined && { place },
})

/** @param {Context} context @param {Draft} draft */
const begun = (context, draft) => (draft.since === null ? nothing : html`<div class="notice" data-tone="info">${icon("pencil")}
  <div class="grow">${t("You left this half written {ago}.", { ago: relative((draft.since - context.now()) / 1000) })}</div><button class="btn btn--s" @click=${() => startOver(context, draft)}>${t("Start over")}</button></div>`)

/** Gone from this phone's disk first; only then the form is empty. @param {Context} context @param {Draft} draft */
const startOver = async (context, draft) => {
  await drop(context, draft)
  unused(draft)
  context.memory.draft = null
  context.draw()
}

/** @param {Context} context @param {Draft} draft @param {Partial<Draft>} part */
const change = (context, draft, part) => {
  Object.assign(draft, part)
  void keep(context, draft)
  context.draw()
}

/** @param {Context} context */
const close = (context) => html`<button class="btn btn--s btn--icon" aria-label=${t("Close")} @click=${() => context.back("#incidents")}>${icon("x")}</button>`

/** @param {Context} context @param {Draft} draft */
const kinds = (context, draft) => html`<div class="cols cols--3" role="group" aria-label=${t("What happened?")}>${KINDS.map((kind) => html`<button class="tile"
  aria-pressed=${String(draft.kind === kind)} @click=${() => change(context, draft, { kind })}><span class="tick">${icon("check")}</span>${
  icon(kindOf(kind).icon, { size: "l" })}${kindOf(kind).words()}</button>`)}</div>`

/** What was chosen, else what the kind suggests. @param {Draft} draft */
const severity = ({ kind, severity: chosen }) => chosen ?? (kind && preset(kind))

/** @param {Context} context @param {Draft} draft */
const severities = (context, draft) => html`<h2 class="eyebrow">${t("How bad")}</h2><div class="cols cols--3" role="group" aria-label=${t("How bad")}>${SEVERITIES.map((one) => {
  const { tone, icon: shape, words } = severityOf(one)
  const is = severity(draft) === one
  return html`<button class="btn" data-tone=${tone} aria-pressed=${String(is)} @click=${() => change(context, draft, { severity: one })}>${icon(shape)}${words()}</button>`
})}</div>`

/** Words and a photo: neither is needed. @param {Context} context @param {Draft} draft */
const beside = (context, draft) => html`<div class="row">${photoButton(context, draft)}
  <button class="btn grow" aria-expanded=${String(draft.writes)} @click=${() => write(context, draft)}>${icon("pencil")}${t("Write")}</button></div>
  ${draft.writes ? wordsField(context, draft, t("What happened, in your words")) : nothing}`

/** The keyboard comes up at once where the phone allows it. @param {Context} context @param {Draft} draft */
const write = (context, draft) => {
  change(context, draft, { writes: !draft.writes })
  requestAnimationFrame(() => document.getElementById("account")?.focus())
}

/** @param {Context} context @param {Draft} draft */
const placeOf = (context, { place }) => (place === undefined ? context.place()?.ref ?? null : place)

/** @param {Context} context @param {Draft} draft */
const where = (context, draft) => {
  const ref = placeOf(context, draft)
  const last = context.place()
  const from = ref === null ? t("It helps those who come") : last?.ref === ref ? t("your last scan, {time}", { time: time(last.at) }) : t("you chose it")
  return html`<div class="card row">${icon("map-pin")}<div class="grow"><strong>${ref === null ? t("No place") : context.nameOf(ref)}</strong><div class="muted">${from}</div></div>
    <button class="btn btn--s" @click=${() => choosePlace(context, ref, (place) => change(context, draft, { place }))}>${ref === null ? t("Choose") : t("Change")}</button></div>`
}

/** Who must be called now stands where the thumb is, before anything else. @param {Context} context @param {Draft} draft */
const foot = (context, draft) => {
  const whom = draft.kind ? callsFor(draft.kind) : []
  return html`${whom.length ? calls(context, whom) : nothing}<button class="btn btn--act btn--xl" ?disabled=${!draft.kind || draft.busy} @click=${() => send(context, draft)}>${
    draft.kind ? kindOf(draft.kind).report() : t("Choose what happened")}</button>`
}

/** On this phone's disk first; only then another screen says so. @param {Context} context @param {Draft} draft */
const send = (context, draft) => once(draft, context.draw, async () => {
  const id = mint()
  const { photo } = draft
  const said = draft.text.trim()
  const body = { kind: draft.kind, severity: severity(draft), place: placeOf(context, draft) }
  const entry = await context.record("Reported", `incident:${id}`, body, { photo, private: said ? { text: said } : undefined })
  if (!entry) return false
  await drop(context, draft)
  await follow(draft, photo, (late) => context.record("Noted", entry.subject, {}, { photo: late }))
  context.go(`#reported/${id}`, { replace: true })
  return true
})
