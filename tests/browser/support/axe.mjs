// What axe has to complain of.
import AxeBuilder from '@axe-core/playwright';

/** The complaints, short enough to read in a report. */
export async function violations(page) {
  // The newer mode opens a page of its own, which the policy and the clock know nothing of.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}
