/** Until the first scan: the way to what this phone still needs. Nobody has to take it, and it is gone by itself. */
import { html, icon, nothing } from "../core/ui.js"
import { t } from "../core/words.js"
import { own } from "../core/world.js"
import { installed } from "./install-offer.js"
import { isAwake } from "./waking.js"

/** The hint, on a first visit from the first moment on, so that nothing moves; none for an app that has been at work, or is on the home screen. */
export const hint = () => (isAwake() && !installed() && !own().length
  ? html`<a class="card row plain" href="#ready"><span>${icon("list-checks", { size: "l" })}</span><span class="grow"><b>${t("Get this phone ready")}</b><br>
    <span class="muted small">${t("Camera, no signal, home screen: three cards")}</span></span>${icon("chevron-right", { turn: true })}</a>` : nothing)
