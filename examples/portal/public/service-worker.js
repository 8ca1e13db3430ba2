// Keeps the portal's own pages and scripts on the device, so that they open in a basement. Data is not its business:
// the offline gateway keeps what a person reads and sends.
const cacheName = 'portal-shell'
const patienceMs = 4000

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell())
  self.skipWaiting()
})

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin || /^\/(api|open311)\//.test(pathname)) return
  event.respondWith(freshOrKept(request))
})

async function keepShell() {
  const cache = await caches.open(cacheName)
  const { files } = await (await fetch('/shell.json', { cache: 'no-cache' })).json()
  await cache.addAll(files)
}

// A weak signal is no network: after a while what is kept has to do.
async function freshOrKept(request) {
  const cache = await caches.open(cacheName)
  const asking = fetch(request).then(async (answer) => {
    if (answer.ok) await cache.put(request, answer.clone())
    return answer
  })
  const late = new Promise((resolve) => setTimeout(resolve, patienceMs)).then(() => kept(cache, request))
  try {
    return (await Promise.race([asking, late])) ?? (await asking)
  } catch (error) {
    const answer = await kept(cache, request)
    if (answer === undefined) throw error
    return answer
  }
}

const kept = (cache, request) => cache.match(request, { ignoreSearch: true })
