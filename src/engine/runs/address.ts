/**
 * Addresses name the calls, frames, lanes and notes of a run by where they stand in it, never by when they
 * happened: the path of the lane (group and data key, alternating) + a name + the ordinal of that name in that
 * lane, from 1: `score/s17/criterion#2`. Replay, resume and fork find answers by them.
 */

/** Encodes one part of an address: `/`, `#`, `%` and control characters are percent-encoded. */
export function encodePart(part: string): string {
  // \p{Cc}: control characters would break terminals.
  return part.replace(/[/#%\p{Cc}]/gu, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

export function decodePart(part: string): string {
  return part.replace(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** The lane of a data key within a group of lanes: `score/s17`; the root lane is the empty string. */
export function laneOf(parent: string, group: string, key: string): string {
  return joinParts(parent, `${encodePart(group)}/${encodePart(key)}`);
}

/** The address of the nth `name` in a lane. */
export function addressIn(lane: string, name: string, ordinal: number): string {
  return joinParts(lane, `${encodePart(name)}#${ordinal}`);
}

/** The address of a group of lanes within its lane: `score#lanes`. */
export function groupAddress(lane: string, group: string): string {
  return joinParts(lane, `${encodePart(group)}#lanes`);
}

/** The lane that an address stands in. */
export function laneOfAddress(address: string): string {
  const slash = address.lastIndexOf('/');
  return slash < 0 ? '' : address.slice(0, slash);
}

/** True when `lane` is `ancestor` or stands inside it. */
export function isWithin(lane: string, ancestor: string): boolean {
  return ancestor === '' || lane === ancestor || lane.startsWith(`${ancestor}/`);
}

function joinParts(parent: string, part: string): string {
  return parent === '' ? part : `${parent}/${part}`;
}
