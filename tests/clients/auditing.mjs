// Audits of an endpoint, one after another; in the end what is missed is printed.
const results = [];

export async function audit(name, work) {
  try {
    await work();
    results.push({ name, status: 'ok' });
  } catch (problem) {
    results.push({ name, status: 'error', reason: problem?.message ?? JSON.stringify(problem) });
  }
}

export function must(holds, reason) {
  if (!holds) throw new Error(reason);
}

export function told() {
  console.log(JSON.stringify({ total: results.length, missed: results.filter(({ status }) => status !== 'ok') }));
}
