// How long a new visitor waits for the first paint on the loopback address: npm run paint
import { openBrowser } from './browser.js';
import { Services } from './services.js';

const VISITS = 5;
const services = await Services.prepare();
try {
  await services.start();
  const times = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    const { page, close } = await openBrowser();
    await page.goto(services.url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const paint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    );
    times.push(Math.round(paint));
    await close();
  }
  times.sort((a, b) => a - b);
  const middle = times[Math.floor(VISITS / 2)];
  console.log(`first contentful paint, ms: ${times.join(' ')}, median ${middle}`);
} finally {
  await services.remove();
}
