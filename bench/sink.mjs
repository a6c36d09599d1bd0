// @ts-check
// A webhook's other end, in a process of its own: counts what comes, by webhook-id, and says so when asked at /count.
import { createServer } from 'node:http'

/** @type {Map<string, number>} */
const seen = new Map()
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  if (request.url === '/count') {
    const times = [...seen.values()]
    response.end(JSON.stringify({ messages: seen.size, twice: times.filter((n) => n > 1).length }))
    return
  }
  const id = String(request.headers['webhook-id'])
  seen.set(id, (seen.get(id) ?? 0) + 1)
  request.resume().on('end', () => response.writeHead(204).end())
})
server.listen(0, '127.0.0.1', () =>
  process.send?.(/** @type {import('node:net').AddressInfo} */ (server.address()).port),
)
