/**
 * What a screen of the phone is. A room exports `screens`, one entry a hash name; `static/scan/routes.js` lists them.
 */

/** @typedef {import("../vendor/lit-html-3.3.3/lit-html.js").TemplateResult | typeof import("../vendor/lit-html-3.3.3/lit-html.js").nothing} Template */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Row} Row */

/**
 * What a screen shows. `title` is its h1 and names the page. `main`, `foot`: what lies in them; the primary action is in
 * the foot. `eyebrow`: the small line above the title, the show and its phase if not given. `back`: the address that the
 * arrow leads to. `chip`: at the end of the header; the sync chip if not given, none if null. `tabs` false hides the tabs.
 * @typedef {{title: string, main: Template, eyebrow?: string, back?: string, chip?: Template|null, foot?: Template,
 *   tabs?: boolean}} View
 */

/**
 * `show` gives the screen as it is now; called again whenever something changed, so quick and without side effects.
 * `enter`, `leave`: once a visit, which lasts as long as the address stays.
 * @typedef {{show: (context: Context) => View, enter?: (context: Context) => unknown,
 *   leave?: (context: Context) => unknown}} Screen
 */

/** A dialog from below; `body` and `foot` are asked again whenever something changed. `shut` is called once it is closed.
 * @typedef {{title: unknown, body: () => Template, foot?: () => Template, shut?: () => void}} Sheet */

/** An own entry to be taken back. @typedef {{id: string, subject: string}} Undoing */

/** Where this phone is: a place by reference, its name, and since when (ms). @typedef {{ref: string, name: string, at: number}} Where */

/**
 * What every screen is given.
 *
 * `name`, `key`: of the address `#<name>/<key>`. `memory`: what the screen wants to remember for this visit.
 * `record`, `undo`: as in record.js, but they say themselves what went wrong, and then answer null.
 * `photo`: a picture taken now (`camera`) or picked, made ready for `record`; null: none, and why was said.
 * `say`: a line that clears itself; with `undo` (an own entry, or several, the last first) it has an Undo button.
 * @typedef {object} Context
 * @property {string} name
 * @property {string} key
 * @property {Record<string, any>} memory
 * @property {() => void} draw
 * @property {(address: string, how?: {replace?: boolean}) => void} go
 * @property {(fallback: string) => void} back
 * @property {() => number} now
 * @property {() => Row|null} me
 * @property {(role: "crew"|"lead"|"producer") => boolean} may
 * @property {() => Row|null} show
 * @property {() => string} phase
 * @property {() => Where|null} place
 * @property {(ref: string) => string} nameOf
 * @property {(kind: string, subject: string, body?: Record<string, any>,
 *   beside?: {by?: number, private?: Record<string, string>, photo?: Blob|null}) => Promise<Entry|null>} record
 * @property {(entry: {id: string, subject: string}) => Promise<Entry|null>} undo
 * @property {(how?: {camera?: boolean}) => Promise<Blob|null>} photo
 * @property {(words: string, how?: {tone?: Tone, undo?: Undoing|Undoing[]}) => void} say
 * @property {(sheet: Sheet) => void} sheet
 * @property {() => void} shut
 */

/** Colour, shape and meaning of a state. @typedef {"ok"|"warn"|"stop"|"info"|"idle"} Tone */

export {}
