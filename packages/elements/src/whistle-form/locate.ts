/** Asks the device once where it is. Nothing follows it afterwards. */

export type LocateFailure = 'denied' | 'insecure' | 'unavailable' | 'timeout'

export type Located =
  { ok: true; lng: number; lat: number; accuracyMetres: number } | { ok: false; reason: LocateFailure }

const timeoutMs = 15_000

/** In WGS 84, whatever the browser: the standard says so. */
export async function locate(): Promise<Located> {
  if (!isSecureContext) return { ok: false, reason: 'insecure' }
  // Missing where a policy of the page forbids it.
  if (!('geolocation' in navigator)) return { ok: false, reason: 'unavailable' }
  return new Promise((done) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        done({ ok: true, lng: coords.longitude, lat: coords.latitude, accuracyMetres: coords.accuracy }),
      ({ code }) => done({ ok: false, reason: reasonOf(code) }),
      { enableHighAccuracy: true, timeout: timeoutMs, maximumAge: 0 },
    ),
  )
}

// By number: the constructor that names them is missing in some web views.
const reasonOf = (code: number): LocateFailure =>
  code === 1 ? 'denied' : code === 3 ? 'timeout' : 'unavailable'
