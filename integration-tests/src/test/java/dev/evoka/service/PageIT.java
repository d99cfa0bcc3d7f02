package dev.evoka.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.browser.Chromium;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The web page on a living service, in a real browser. Pictures are left in `target/page` for people to look at.
class PageIT {

    private static final Path PICTURES = Path.of("target", "page");

    @TempDir
    static Path folder;

    private static Standalone service;
    private Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Chromium.program().isPresent(), "no chromium on the PATH: the page is not tested");
        service = new Standalone(folder.resolve("data"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (service != null) {
            service.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        browser = new Chromium(
                Chromium.program().orElseThrow(), folder.resolve("profile-" + System.nanoTime()), 1280, 900);
    }

    @AfterEach
    void close() throws Exception {
        browser.close();
    }

    private static String points() {
        return "Number(document.querySelector('.tiles dd:nth-of-type(1)') && "
                + "[...document.querySelectorAll('.tiles div')].find((e) => e.textContent.startsWith('Generations'))"
                + ".querySelector('dd').textContent.replaceAll(',', ''))";
    }

    @Test
    void showsARunLiveAndSteersIt() throws Exception {
        browser.open(service.url());
        browser.await("document.querySelector('.empty') || document.querySelector('tbody tr')");
        String run = service.submit(ServiceIT.spec("steered", "generations: 1000000"));
        browser.click("td a", run); // the list is live: it needs no loading
        browser.await("document.querySelector('.u-over')");
        browser.await(points() + " > 5");
        long before = browser.evaluate(points()).asLong();
        browser.await(points() + " > " + (before + 5));
        browser.picture(PICTURES.resolve("run.png"));
        browser.click(".buttons button", "pause");
        browser.await("document.querySelector('.toolbar .badge.paused')");
        assertThat(service.run(run).path("state").asText()).isEqualTo("paused");
        browser.click(".buttons button", "resume");
        browser.await("document.querySelector('.toolbar .badge.running')");
        browser.click(".buttons button", "stop");
        browser.await("document.querySelector('.toolbar .badge.stopped')");
        assertThat(service.run(run).path("state").asText()).isEqualTo("stopped");
        browser.await("[...document.querySelectorAll('.parameters tr')].length === 4");
        assertThat(browser.complaints()).isEmpty();
    }

    /// A tab that is left open for a day sees some 200,000 changes.
    @Test
    void aTabThatStaysOpenDoesNotGrow() throws Exception {
        String run = service.submit(ServiceIT.spec("day", "generations: 1000000"));
        browser.open(service.url() + "/#/runs/" + run);
        browser.await(points() + " > 20");
        browser.await("document.querySelectorAll('.parameters tr').length === 4");
        int elements = browser.evaluate("document.querySelectorAll('*').length").asInt();
        long before = browser.evaluate(points()).asLong();
        browser.await(points() + " > " + (before + 200));
        assertThat(browser.evaluate("document.querySelectorAll('*').length").asInt())
                .isLessThanOrEqualTo(elements + 20);
        String day = """
                (async () => {
                  const { Course } = await import("./run.js");
                  const course = new Course();
                  for (let i = 0; i < 200000; i++) {
                    const one = Object.fromEntries(Object.keys(course.columns).map((name) => [name, [i]]));
                    course.add(one);
                  }
                  const kept = Object.values(course.columns).map((column) => column.length);
                  return [Math.max(...kept), course.columns.generation[0], course.last];
                })()""";
        JsonNode kept = browser.evaluate(day);
        assertThat(kept.path(0).asInt()).isBetween(1_000, 4_001);
        assertThat(kept.path(1).asInt()).isZero();
        assertThat(kept.path(2).asInt()).isEqualTo(199_999);
        service.post("/api/v1/runs/%s/stop".formatted(run), "");
        assertThat(browser.complaints()).isEmpty();
    }

    /// Sends the page so many events after the first real one, as fast as it takes them, in place of the service's.
    private static final String FAST_DAY = """
            (() => {
              const real = window.fetch;
              window.day = { sent: 0, wanted: 0 };
              window.fetch = async (address, options) => {
                const answer = await real(address, options);
                if (!String(address).includes("/events")) return answer;
                const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
                let text = "";
                while (!text.includes("\\n\\n")) text += (await reader.read()).value;
                reader.cancel();
                const block = text.slice(0, text.indexOf("\\n\\n") + 2);
                const name = /^event: (.*)$/m.exec(block)[1];
                const data = JSON.parse(/^data: (.*)$/m.exec(block)[1]);
                let generation = Math.max(0, ...(data.points?.generation ?? []));
                const next = () => {
                  generation += 1;
                  for (const run of data.runs ?? [data.run]) {
                    Object.assign(run, { generations: generation, evaluations: 10 * generation, best: 1 / generation });
                    run.bestGeneration = generation;
                  }
                  for (const column of Object.keys(data.points ?? {})) data.points[column] = [generation];
                  return JSON.stringify(data);
                };
                const encoder = new TextEncoder();
                let first = true;
                const body = new ReadableStream({
                  async pull(controller) {
                    if (first) controller.enqueue(encoder.encode(block));
                    first = false;
                    while (day.sent >= day.wanted) await new Promise((resolve) => setTimeout(resolve, 20));
                    day.sent += 1;
                    if (day.sent % 50 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
                    controller.enqueue(encoder.encode(`event: ${name}\\ndata: ${next()}\\n\\n`));
                  },
                });
                return new Response(body);
              };
            })()""";

    /// A tab gets up to four events a second, 345,600 a day. What each of them left behind would show after some
    /// thousand.
    @ParameterizedTest
    @ValueSource(strings = {"#/", "#/runs/"})
    void theScriptsOfATabThatStaysOpenHoldNoMoreAndMore(String place) throws Exception {
        String run = service.submit(ServiceIT.spec("heap-" + place.length(), "generations: 5000000"));
        service.await(run, each -> each.path("generations").asLong() > 5);
        browser.before(FAST_DAY);
        browser.open(service.url() + "/" + (place.endsWith("runs/") ? place + run : place));
        browser.await("document.querySelector('tbody tr')");
        long early = heapAfter(8_000); // the course is full and was thinned
        long late = heapAfter(16_000);
        assertThat(late - early).isLessThan(8_000 * 50);
        service.post("/api/v1/runs/%s/stop".formatted(run), "");
        assertThat(browser.complaints()).isEmpty();
    }

    private long heapAfter(int events) throws Exception {
        browser.evaluate("day.wanted = " + events);
        browser.await("day.sent >= " + events);
        return browser.heapBytes();
    }

    private void tabTo(String condition) throws Exception {
        for (int i = 0; i < 60; i++) {
            browser.press("Tab");
            if (browser.evaluate(
                            "(() => { const e = document.activeElement; return Boolean(%s); })()".formatted(condition))
                    .asBoolean()) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not come to " + condition);
    }

    private String focused() throws Exception {
        return browser.evaluate("document.activeElement.textContent.trim()").asText();
    }

    @Test
    void isUsedByKeyboardAlone() throws Exception {
        String run = service.submit(ServiceIT.spec("typed", "generations: 5000000"));
        browser.open(service.url());
        browser.await("[...document.querySelectorAll('td a')].some((e) => e.textContent === '%s')".formatted(run));
        tabTo("e.textContent === '%s'".formatted(run));
        browser.press("Enter");
        browser.await("document.querySelector('.buttons button.pause')");
        tabTo("e.className === 'skip'");
        browser.press("Enter");
        assertThat(browser.evaluate("document.activeElement.id").asText()).isEqualTo("view");
        assertThat(browser.evaluate("document.querySelector('h1').textContent").asText())
                .isEqualTo(run);
        tabTo("e.textContent === 'pause'");
        browser.press("Enter");
        browser.await("document.querySelector('.toolbar .badge.paused')");
        assertThat(focused()).isEqualTo("resume");
        browser.press("Enter");
        browser.await("document.querySelector('.toolbar .badge.running')");
        tabTo("e.textContent === 'extend'");
        browser.press("Enter");
        browser.await("document.querySelector('dialog[open] input') === document.activeElement");
        browser.press("Escape");
        browser.await("!document.querySelector('dialog')");
        assertThat(focused()).isEqualTo("extend");
        tabTo("e.textContent === 'stop'");
        browser.press("Enter");
        browser.await("document.querySelector('.toolbar .badge.stopped')");
        tabTo("e.textContent === 'Evaluators'");
        browser.press("Enter");
        browser.await("document.querySelector('.lanes canvas')");
        browser.await(painted(".lanes canvas") + " > 2");
        tabTo("e.tagName === 'CANVAS'");
        browser.press("ArrowLeft");
        browser.await("document.querySelector('[role=status].muted').textContent.includes(', generation ')");
        String newest = browser.evaluate("document.querySelector('[role=status].muted').textContent")
                .asText();
        browser.press("ArrowLeft");
        browser.await("document.querySelector('[role=status].muted').textContent !== " + quoted(newest));
        browser.picture(PICTURES.resolve("keyboard.png"));
        assertThat(browser.complaints()).isEmpty();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "\\'") + "'";
    }

    @Test
    void drawsLanesAndAHeatMapInLightAndDarkAndOnAPhone() throws Exception {
        String run = service.submit(ServiceIT.spec("wide", "generations: 5000000")
                .replace("dimension: 4", "dimension: 60")
                .replace("random-search", "cma-es"));
        service.await(run, each -> each.path("generations").asLong() > 30);
        for (boolean dark : new boolean[] {false, true}) {
            for (int width : new int[] {1280, 390}) {
                browser.size(width, 2_200, dark);
                String name = "%s-%d.png".formatted(dark ? "dark" : "light", width);
                browser.open(service.url() + "/#/runs/" + run);
                browser.await("document.body?.textContent.includes('(heat map)')");
                assertThat(colours(".columns canvas:last-of-type")).isGreaterThan(20);
                browser.picture(PICTURES.resolve("heat-map-" + name));
                browser.open(service.url() + "/#/evaluators");
                browser.await("document.querySelector('.lanes canvas')?.height > 50 && %s > 2"
                        .formatted(painted(".lanes canvas")));
                browser.picture(PICTURES.resolve("lanes-" + name));
                assertThat(browser.evaluate("document.documentElement.scrollWidth")
                                .asInt())
                        .isLessThanOrEqualTo(width);
            }
        }
        service.post("/api/v1/runs/%s/stop".formatted(run), "");
        assertThat(browser.complaints()).isEmpty();
    }

    private int colours(String canvas) throws Exception {
        browser.await(painted(canvas) + " > 20");
        return browser.evaluate(painted(canvas)).asInt();
    }

    /// How many colours the last canvas that fits has, in every seventh pixel.
    private static String painted(String canvas) {
        return """
                (() => {
                  const canvas = [...document.querySelectorAll("%s")].at(-1);
                  if (!canvas || canvas.width === 0) return 0;
                  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
                  const found = new Set();
                  for (let i = 0; i < pixels.length; i += 28) found.add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]);
                  return found.size;
                })()""".formatted(canvas);
    }

    @Test
    void comparesRunsAndFindsThem() throws Exception {
        String first = service.submit(ServiceIT.spec("compared-1", "generations: 20"));
        String second = service.submit(ServiceIT.spec("compared-2", "generations: 30"));
        service.awaitState(first, "finished");
        service.awaitState(second, "finished");
        browser.open(service.url());
        browser.await("document.querySelectorAll('tbody tr').length >= 2");
        browser.press("/");
        for (char letter : "compared".toCharArray()) {
            browser.press(String.valueOf(letter));
        }
        browser.await("document.querySelectorAll('tbody tr').length === 2");
        browser.evaluate("document.querySelectorAll('tbody input').forEach((box) => box.click())");
        browser.await("document.querySelectorAll('.u-legend .u-series').length === 3");
        browser.picture(PICTURES.resolve("compare.png"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void comesBackByItselfWhenTheServiceDoes() throws Exception {
        Path data = folder.resolve("killed");
        String run;
        int port;
        try (Standalone first = new Standalone(data)) {
            port = URI.create(first.url()).getPort();
            run = first.submit(ServiceIT.spec("lost", "generations: 1000000"));
            browser.open(first.url() + "/#/runs/" + run);
            browser.await(points() + " > 3");
            first.kill();
        }
        browser.await("document.querySelector('.connection.lost')");
        try (Standalone second = new Standalone(data, "--http-port", Integer.toString(port))) {
            long before = second.await(run, each -> each.path("generations").asLong() > 0)
                    .path("generations")
                    .asLong();
            browser.await("document.querySelector('.connection.live')");
            browser.await(points() + " > " + before);
        }
    }

    @Test
    void branchesARunFromADialog() throws Exception {
        String run = service.submit(ServiceIT.spec("stem", "generations: 20").replace("random-search", "cma-es"));
        service.awaitState(run, "finished");
        browser.open(service.url() + "/#/runs/" + run);
        browser.click(".buttons button", "branch");
        browser.click("dialog .buttons button", "branch");
        browser.await("document.querySelector('h1').textContent.startsWith('stem-branch-')");
        browser.await("document.querySelector('.toolbar .badge.finished')");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void fitsAPhoneInTheDark() throws Exception {
        String run = service.submit(ServiceIT.spec("phone", "generations: 5"));
        service.awaitState(run, "finished");
        browser.size(390, 800, true);
        for (String place : new String[] {"#/", "#/runs/" + run, "#/evaluators"}) {
            browser.open(service.url() + "/" + place);
            browser.await("document.querySelector('h1') && document.querySelector('tbody tr')");
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                    .as(place)
                    .isLessThanOrEqualTo(390);
            browser.picture(PICTURES.resolve("phone-%d.png".formatted(place.length())));
        }
        assertThat(browser.complaints()).isEmpty();
    }
}
