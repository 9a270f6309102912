// Every number that somebody can meet, in the order of docs/errors.md. A test holds this list to that page.

/** Where a number's words stand in the language files: `errors.E-40` or `mail.code.E-71`. */
export type NumberStem = "errors" | "mail.code";

export interface NumberGroup {
  readonly group: "put" | "casework" | "channel" | "mail";
  readonly stem: NumberStem;
  readonly numbers: readonly string[];
}

const numbers = (...of: readonly number[]) => of.map((number) => `E-${String(number).padStart(2, "0")}`);

export const errorNumbers: readonly NumberGroup[] = [
  { group: "put", stem: "errors", numbers: numbers(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 20, 21, 22, 23, 30, 31, 32, 33, 34) },
  { group: "casework", stem: "errors", numbers: numbers(33, 40, 41, 42, 43, 44, 45, 46, 47, 48, 90, 91, 92, 93, 94, 95, 96, 97) },
  { group: "channel", stem: "errors", numbers: numbers(50, 51, 52, 53) },
  { group: "mail", stem: "mail.code", numbers: numbers(60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 89) },
];

/** The words of a number, wherever they stand. */
export const stemOf = (number: string): NumberStem => errorNumbers.find((group) => group.numbers.includes(number))?.stem ?? "errors";
