import { lookup as resolve, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** What the public internet does not route, from IANA's registries of special-purpose addresses (RFC 6890 and later). */
const PRIVATE: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'], // also where clouds hand out their credentials
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'], // nowhere, this machine, and an old form of IPv4 addresses
  ['64:ff9b::', 96, 'ipv6'], // these three carry an IPv4 address inside, which may be a private one
  ['2001::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]

const list = new BlockList()
for (const [address, bits, family] of PRIVATE) list.addSubnet(address, bits, family)

/** An address anybody on the internet could reach; an IPv4 address written as IPv6 is judged as what it is. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return false
  if (family === 4) return !list.check(address, 'ipv4')
  return !list.check(address, 'ipv6') // which sees through ::ffff:0:0/96 by itself
}

export const PRIVATE_TARGET = 'ETROTHPRIVATE'

/**
 * A `lookup` for sockets that knows public addresses only. It is asked at the moment of connecting, so a name that
 * answered with a public address when it was checked cannot answer with a private one now.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  const done = callback as Answer
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error !== null) return done(error, [])
    const open = found.filter(({ address }) => isPublicAddress(address))
    const [first] = open
    if (first === undefined) return done(refusal(hostname), [])
    return options.all === true ? done(null, open) : done(null, first.address, first.family)
  })
}

type Answer = (error: NodeJS.ErrnoException | null, address: string | readonly LookupAddress[], family?: number) => void

const refusal = (hostname: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${hostname} lies inside a private network`), { code: PRIVATE_TARGET })
