package dev.evoka.benchmarks;

import dev.evoka.browser.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// What the page takes in a real browser: until it is seen, and for each update.
final class PageTimes {

    private static final int OPENINGS = 7;
    private static final int WATCH_SECONDS = 20;
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;

    /// Counts updates, notes when the first of them is seen, and how long the longest task takes.
    private static final String NOTES = """
            window.updates = 0;
            window.longest = 0;
            const parse = JSON.parse;
            JSON.parse = (text) => (window.updates++, parse(text));
            new PerformanceObserver((list) => {
              for (const each of list.getEntries()) window.longest = Math.max(window.longest, each.duration);
            }).observe({ type: "longtask", buffered: true });
            const look = () => {
              if (window.updates > 0) requestAnimationFrame(() => (window.filled = performance.now()));
              else requestAnimationFrame(look);
            };
            look();
            """;

    private static final String PAINT = "performance.getEntriesByName('first-contentful-paint')";

    private PageTimes() {}

    /// @param url address of the service
    /// @param places parts of the address from `#` on
    static void table(String url, List<String> places) throws Exception {
        if (Chromium.program().isEmpty()) {
            System.out.println("no chromium on the PATH: the page is not measured in a browser");
            return;
        }
        System.out.println();
        System.out.println(
                "| page | first paint, ms | with all numbers, ms | updates/s | script per update, ms | longest task, ms |");
        System.out.println("|---|---|---|---|---|---|");
        for (String place : places) {
            line(url, place);
        }
    }

    private static void line(String url, String place) throws Exception {
        List<Double> paints = new ArrayList<>();
        List<Double> filled = new ArrayList<>();
        for (int i = 0; i < OPENINGS; i++) {
            try (Chromium browser = open(url, place)) { // anew each time, so that nothing is cached
                paints.add(browser.evaluate(PAINT + "[0].startTime").asDouble());
                filled.add(browser.evaluate("window.filled").asDouble());
            }
        }
        try (Chromium browser = open(url, place)) {
            TimeUnit.SECONDS.sleep(2);
            browser.evaluate("[window.updates = 0, window.longest = 0]");
            double before = browser.scriptSeconds();
            TimeUnit.SECONDS.sleep(WATCH_SECONDS);
            double script = browser.scriptSeconds() - before;
            int updates = browser.evaluate("window.updates").asInt();
            System.out.printf(
                    Locale.ROOT,
                    "| `%s` | %.0f | %.0f | %.1f | %.1f | %s |%n",
                    place,
                    Median.of(paints),
                    Median.of(filled),
                    (double) updates / WATCH_SECONDS,
                    1e3 * script / Math.max(1, updates),
                    longest(browser.evaluate("window.longest").asDouble()));
        }
    }

    /// The browser names tasks from 50 ms on.
    private static String longest(double milliseconds) {
        return milliseconds == 0 ? "< 50" : String.format(Locale.ROOT, "%.0f", milliseconds);
    }

    private static Chromium open(String url, String place) throws Exception {
        Path profile = Files.createTempDirectory("evoka-browser");
        Chromium browser = new Chromium(Chromium.program().orElseThrow(), profile, WIDTH, HEIGHT);
        browser.before(NOTES);
        browser.open(url + "/" + place);
        browser.await(PAINT + ".length > 0 && window.filled");
        return browser;
    }
}
