// Reads a folder of results with Allure's own reader and says, as JSON, what it made of them.
import { AllureReport, resolveConfig } from "@allurereport/core";

const [folder] = process.argv.slice(2);
const config = await resolveConfig({ appendHistory: false });
const report = new AllureReport({ ...config, plugins: [] });
await report.start();
await report.readDirectory(folder);
const store = report.store;
const steps = (list) => list.filter((step) => step.type === "step").flatMap((step) => [step, ...steps(step.steps)]);
const attached = (list) =>
  [{ steps: list }, ...steps(list)].flatMap((step) => step.steps.filter((s) => s.type === "attachment"));
const file = ({ name, contentType, missed, used, contentLength }) => ({ name, contentType, missed, used, contentLength });
const tests = await store.allTestResults({ includeRetries: true });
const files = await store.allAttachments({ includeMissed: true, includeUnused: true });
console.log(
  JSON.stringify({
    tests: tests.map((test) => ({
      id: test.id,
      historyId: test.historyId,
      testCase: test.testCase?.id,
      fullName: test.fullName,
      name: test.name,
      status: test.status,
      message: test.error?.message,
      expected: test.error?.expected,
      actual: test.error?.actual,
      isRetry: test.isRetry,
      flaky: test.flaky,
      labels: test.labels.map(({ name, value }) => `${name}=${value}`),
      parameters: test.parameters.map(({ name, value }) => `${name}=${value}`),
      steps: steps(test.steps).map(({ name, status }) => `${status} ${name}`),
      attachments: attached(test.steps).map(({ link }) => file(link)),
    })),
    attachments: files.map(file),
    metrics: (await store.allMetrics()).map(({ key, value, unit }) => ({ key, value, unit })),
    environment: await store.metadataByKey("allure_environment"),
    executor: await store.metadataByKey("allure2_executor"),
  }),
);
