// Adds up what jest counted: node .ci/sum.mjs FAILED_PARTS RESULT.json… prints "N passed, N failed" and fails if any failed.
import { existsSync, readFileSync } from 'node:fs';

const [failedParts, ...files] = process.argv.slice(2);
let [passed, failed] = [0, 0];
for (const file of files) {
  if (!existsSync(file)) continue;
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(file, 'utf8'));
  passed += numPassedTests;
  failed += numFailedTests + numRuntimeErrorTestSuites;
}
// A part that ended badly without a failed test (a linter, a time limit, a result that is not there) counts as one.
if (failed === 0) failed = Number(failedParts);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
