// The document that Python wrote, decoded: whole numbers as little-endian bytes in base64.
import assert from "node:assert/strict";
import { test } from "node:test";

import { read, row } from "../../../src/winsim/player/page/data.js";

/** What `read` makes of one part of a document. */
const decoded = (part) => read(JSON.stringify({ part })).part;

test("bytes in base64 are numbers again", () => {
  // AQID is the bytes 1, 2, 3
  const { shape, at } = decoded({ shape: [3], size: 1, bytes: "AQID" });
  assert.deepEqual(shape, [3]);
  assert.deepEqual(at, Uint8Array.of(1, 2, 3));
});

test("larger numbers take two or four bytes, the lowest first", () => {
  // 1 and 258 = 1 × 256 + 2 in two bytes each: 01 00, 02 01
  assert.deepEqual(decoded({ shape: [2], size: 2, bytes: "AQACAQ==" }).at, Uint16Array.of(1, 258));
  // 65,536 = 256 × 256 in four bytes: 00 00 01 00
  assert.deepEqual(decoded({ shape: [1], size: 4, bytes: "AAABAA==" }).at, Uint32Array.of(65_536));
});

test("no numbers at all are an empty table", () => {
  assert.equal(decoded({ shape: [0, 2], size: 1, bytes: "" }).at.length, 0);
});

test("encoded arrays are found wherever they stand", () => {
  const encoded = { shape: [1], size: 1, bytes: "Bw==" };
  const play = read(JSON.stringify({ people: { team: encoded }, rollouts: [{ wins: encoded }] }));
  assert.equal(play.people.team.at[0], 7);
  assert.equal(play.rollouts[0].wins.at[0], 7);
});

test("everything else stays as it was written", () => {
  const written = {
    title: "bytes", stories: null, typical: true, crossings: [], weeks: 40,
    place: [[0.5, -1], [2, 3]], said: { bytes: "a text, without a shape" },
  };
  assert.deepEqual(read(JSON.stringify(written)), written);
});

test("a row of a table is a week", () => {
  // two people over three weeks: the second hears of it in week 1, the first adopts in week 2
  const table = { shape: [3, 2], at: Uint8Array.of(0, 0, 0, 1, 2, 1) };
  assert.deepEqual(row(table, 0), Uint8Array.of(0, 0));
  assert.deepEqual(row(table, 1), Uint8Array.of(0, 1));
  assert.deepEqual(row(table, 2), Uint8Array.of(2, 1));
});
