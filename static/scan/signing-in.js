/** Where somebody signs in, and comes back to the screen of the moment: a link that was followed is not lost on the way. */
export const signingIn = () => `/login?next=${encodeURIComponent(`/field${location.hash}`)}`
