/** Imported before all else: the database opens while the rest of the app is still being read. The board begins without it. */
import { warm } from "./store.js"

performance.mark("app:begun")
if (location.hash !== "#board") warm()
