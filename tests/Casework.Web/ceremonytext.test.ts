import { expect, test } from "vitest";
import { Carried, readCarried, writeCarried } from "../../src/Casework/Web/ceremonytext.ts";
import { joined } from "../../src/Casework/Web/features/make-account.ts";

const bytes = Uint8Array.from({ length: 500 }, (_, at) => at % 256);

test("A_carried_statement_comes_back_whatever_the_mail_program_did_to_its_lines", () => {
  const text = writeCarried(Carried.request, bytes);
  expect(text.split("\n")[0]).toBe("-----BEGIN SIC1 DIRECTORY REQUEST-----");
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(64);
  expect(readCarried(Carried.request, text)).toEqual(bytes);
  expect(readCarried(Carried.request, `Beste,\r\n\r\n${text.replaceAll("\n", "\r\n  ")}\r\nGroeten`)).toEqual(bytes);
});

test("Something_else_than_was_asked_for_is_not_read", () => {
  expect(readCarried(Carried.root, writeCarried(Carried.directory, bytes))).toBeNull();
  expect(readCarried(Carried.root, "")).toBeNull();
  expect(readCarried(Carried.root, writeCarried(Carried.root, bytes).slice(0, 300))).toBeNull();
  expect(readCarried(Carried.root, `-----BEGIN SIC1 ROOT-----\nA\n-----END SIC1 ROOT-----`)).toBeNull();
});

test("Parts_are_joined_as_the_host_reads_them", () => {
  const part = (...values: number[]) => Uint8Array.from(values);
  expect([...joined([part(9, 9), 0], [part(1), 2], [part(), 2], [part(2, 3), 4])]).toEqual([9, 9, 0, 1, 1, 0, 0, 0, 0, 0, 2, 2, 3]);
});
