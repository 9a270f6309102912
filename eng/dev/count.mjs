// Sums the result files of one run and prints the closing line `N passed, N failed, N skipped`.
// Usage: node count.mjs FOLDER BROKEN_LANES. A broken lane that reported no failed test counts as one failure, so that nothing broken looks green.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, brokenLanes] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };

for (const name of readdirSync(folder).filter((file) => file.endsWith(".json"))) {
  const report = JSON.parse(readFileSync(join(folder, name), "utf8"));
  const summary = report.results?.summary;
  if (summary) {
    total.passed += summary.passed;
    total.failed += summary.failed + (summary.other ?? 0);
    total.skipped += summary.skipped + summary.pending;
    for (const test of report.results.tests ?? []) {
      if (test.status === "failed") console.log(`failed: ${test.name}`);
      if (test.status === "skipped") console.log(`skipped: ${test.name}${test.message ? ` (${test.message})` : ""}`);
    }
  } else {
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests;
    total.skipped += report.numPendingTests + report.numTodoTests;
  }
}

if (Number(brokenLanes) > 0 && total.failed === 0) total.failed = Number(brokenLanes);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
