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
