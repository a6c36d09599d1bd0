// @ts-check
// A webhook's other end, in a process of its own: counts what comes, by webhook-id, and says so when asked at /count; after /tell its parent hears of each.
import { createServer } from 'node:http'

/** @type {Map<string, number>} */
const seen = new Map()
let tells = false
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  if (request.url === '/tell') tells = true
  if (request.url === '/count' || request.url === '/tell') {
    const times = [...seen.values()]
    response.end(JSON.stringify({ messages: seen.size, twice: times.filter((n) => n > 1).length }))
    return
  }
  const id = String(request.headers['webhook-id'])
  seen.set(id, (seen.get(id) ?? 0) + 1)
  if (tells) process.send?.('came')
  request.resume().on('end', () => response.writeHead(204).end())
})
server.listen(0, '127.0.0.1', () =>
  process.send?.(/** @type {import('node:net').AddressInfo} */ (server.address()).port),
)
